# Simulates W1 in R: a loop over draws, people as vectors.

given <- as.integer(commandArgs(trailingOnly = TRUE))
given <- c(given, c(1L, 1000L, 1000L)[seq_along(c(1, 2, 3)) > length(given)])
set.seed(given[1])
draws <- given[2]
people <- given[3]
years <- 2

gamma_cost <- function(mean, cv) function(n) rgamma(n, shape = 1 / cv^2, scale = mean * cv^2)
lognormal_cost <- function(mean, cv) {
  variance <- log1p(cv^2)
  function(n) rlnorm(n, log(mean) - variance / 2, sqrt(variance))
}
once <- function(a, b) function() rbinom(people, 1, rbeta(1, a, b))
yearly <- function(mean, cv) function() rpois(people, rgamma(1, shape = 1 / cv^2, scale = mean * cv^2) * years)
events <- list(
  list(counts = once(3.5, 5.5), cost = gamma_cost(12000, 0.6)),
  list(counts = yearly(0.45, 0.4), cost = lognormal_cost(4200, 0.9)),
  list(counts = once(2.5, 6.5), cost = lognormal_cost(17000, 0.8)),
  list(counts = yearly(0.6, 0.3), cost = gamma_cost(560, 0.25)),
  list(counts = yearly(5, 0.3), cost = function(n) rep(40, n))
)

before <- sum(proc.time()[1:2])
means <- numeric(draws)
persons <- matrix(0, people, draws)
for (k in seq_len(draws)) {
  present_value <- 0
  for (event in events) {
    effect <- rbeta(1, 6, 4)
    counts <- event$counts()
    total <- sum(counts)
    cost <- event$cost(total) * (runif(total) < effect)
    present_value <- present_value + sum(cost * 1.035^-runif(total, 0, years))
    # Each person's costs stand in a row: the sum is a difference of running totals.
    running <- c(0, cumsum(cost))
    last <- cumsum(counts)
    persons[, k] <- persons[, k] + running[last + 1] - running[last - counts + 1]
  }
  means[k] <- present_value / people
}
q <- quantile(means, c(0.025, 0.5, 0.975))
p <- quantile(persons, c(0.025, 0.5, 0.975))
figures <- c(
  mean = mean(means), sd = sd(means), q2_5 = q[[1]], q50 = q[[2]], q97_5 = q[[3]], person_sd = sd(persons),
  person_2_5 = p[[1]], person_50 = p[[2]], person_97_5 = p[[3]], journeys = draws * people,
  seconds = sum(proc.time()[1:2]) - before
)
cat("{", paste(sprintf("\"%s\": %.12g", names(figures), figures), collapse = ", "), "}\n", sep = "")
