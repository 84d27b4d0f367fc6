# Runs a scenario with averted and reads the answer into R: the draws as a data frame, the results as a list, one figure.
#
#   Rscript scenarios/read_draws.R scenarios/havering.yaml avoided.pdf
#
# The program is `averted`, or what the environment variable AVERTED names. Base R is enough; the results need jsonlite, and
# where nanoparquet or arrow is installed the draws come as Parquet, which is quicker and exact to the last digit.

# The run of a scenario: a list of draws, a row each, and results, NULL without jsonlite. Further words are options of
# `averted run`, such as "--draws=20000" or "--set=cohort.people=120".
averted_run <- function(scenario, ..., program = Sys.getenv("AVERTED", "averted"), folder = tempfile("averted")) {
  reader <- Filter(function(name) requireNamespace(name, quietly = TRUE), c("nanoparquet", "arrow"))
  form <- if (length(reader) > 0) "parquet" else "csv"
  words <- c("run", "--quiet", paste0("--format=json,", form), paste0("--output=", folder), ..., "--", scenario)
  # Mistakes are drawn on standard error, where they stand.
  ended <- system2(program, shQuote(words))
  if (ended != 0) stop("averted ended with exit code ", ended, call. = FALSE)
  list(draws = read_draws(file.path(folder, paste0("draws.", form))), results = read_results(file.path(folder, "results.json")))
}

# draws.csv or draws.parquet. A number that does not exist is NA; `view` is empty where views have no weights.
read_draws <- function(file) {
  if (grepl("\\.parquet$", file)) {
    if (requireNamespace("nanoparquet", quietly = TRUE)) return(as.data.frame(nanoparquet::read_parquet(file)))
    return(as.data.frame(arrow::read_parquet(file)))
  }
  names <- names(read.csv(file, nrows = 1, check.names = FALSE))
  kinds <- ifelse(names == "draw", "integer", ifelse(names == "view", "character", "numeric"))
  draws <- read.csv(file, check.names = FALSE, colClasses = kinds, na.strings = "", encoding = "UTF-8")
  draws$view[is.na(draws$view)] <- ""
  draws
}

# results.json, every number with its error. `averted dictionary` says what each key means.
read_results <- function(file) {
  if (!requireNamespace("jsonlite", quietly = TRUE)) {
    message("jsonlite is not installed: the results are left out")
    return(NULL)
  }
  jsonlite::read_json(file, simplifyVector = TRUE)
}

# A histogram of the avoided cost with its mean and the interval that holds 95% of the draws; as .pdf, .svg or .png.
draw_avoided <- function(draws, file, title = "") {
  device <- switch(tolower(sub(".*\\.", "", file)), pdf = pdf, svg = svg, png = function(file) png(file, 1000, 600, res = 120),
                   stop("name a figure .pdf, .svg or .png", call. = FALSE))
  device(file)
  on.exit(dev.off())
  thousands <- draws$avoided / 1000
  hist(thousands, breaks = 60, col = "grey85", border = "white", main = title, xlab = "Avoided cost, £ thousand", ylab = "Draws")
  abline(v = mean(thousands), lwd = 2)
  abline(v = quantile(thousands, c(0.025, 0.975)), lty = 2)
}

# A number with separators of thousands, as people read it.
separated <- function(number) format(round(number), big.mark = ",", trim = TRUE, scientific = FALSE)

if (sys.nframe() == 0) {
  arguments <- commandArgs(trailingOnly = TRUE)
  if (length(arguments) != 2) stop("usage: Rscript read_draws.R SCENARIO FIGURE", call. = FALSE)
  run <- averted_run(arguments[1])
  avoided <- run$draws$avoided
  cat(separated(nrow(run$draws)), " draws of ", ncol(run$draws), " columns: mean £", separated(mean(avoided)), " avoided\n", sep = "")
  if (!is.null(run$results)) {
    total <- run$results$total$avoided
    cat("results.json says £", separated(total$mean), " (± £", separated(total$mcse), ")\n", sep = "")
  }
  draw_avoided(run$draws, arguments[2], if (is.null(run$results)) "" else run$results$scenario$title)
}
