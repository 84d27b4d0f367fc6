//! Says which part of a run is meant: by the argument, else by what a scheduler has put into the environment.

use std::ops::Range;

use crate::cli::exit_code::Failure;

/// Most parts of a run.
pub(in crate::cli) const MOST: usize = 100_000;

/// One part of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct PartOf {
    /// Its number, from 1.
    pub(in crate::cli) number: usize,
    /// How many there are.
    pub(in crate::cli) count: usize,
}

impl PartOf {
    /// Reads `3/64`.
    pub(in crate::cli) fn parse(text: &str) -> Result<Self, String> {
        let wrong = || "write the number of the part and how many there are, such as 3/64".to_owned();
        let (number, count) = text.split_once('/').ok_or_else(wrong)?;
        let [number, count] = [number, count].map(|text| text.trim().parse::<usize>());
        Self::new(number.map_err(|_| wrong())?, count.map_err(|_| wrong())?)
    }

    fn new(number: usize, count: usize) -> Result<Self, String> {
        if count == 0 || count > MOST {
            return Err(format!("a run has from 1 to {MOST} parts"));
        }
        if number == 0 || number > count {
            return Err(format!("there is no part {number} of {count}: parts are counted from 1"));
        }
        Ok(Self { number, count })
    }

    /// The part that the environment names: `AVERTED_PART=3/64`, or the task of a Slurm array, whose numbers may begin anywhere.
    ///
    /// # Errors
    ///
    /// When it names none.
    pub(in crate::cli) fn of_environment() -> Result<Self, Failure> {
        Self::of_variables(|name| std::env::var(name).ok()).map_err(|reason| {
            let help = "write --part 3/64, or set AVERTED_PART=3/64, or start it as a task of a Slurm array";
            Failure::wrong(format!("{reason}\n  = help: {help}"))
        })
    }

    fn of_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        if let Some(part) = variable("AVERTED_PART") {
            return Self::parse(&part).map_err(|reason| format!("AVERTED_PART is `{part}`: {reason}"));
        }
        let number = |name: &str| -> Result<Option<usize>, String> {
            let Some(text) = variable(name) else { return Ok(None) };
            text.trim().parse().map(Some).map_err(|_| format!("{name} is `{text}`, which is no number"))
        };
        let Some(task) = number("SLURM_ARRAY_TASK_ID")? else {
            return Err("--part does not say which part of how many is meant".to_owned());
        };
        let first = number("SLURM_ARRAY_TASK_MIN")?.unwrap_or(1);
        let count = match (number("SLURM_ARRAY_TASK_COUNT")?, number("SLURM_ARRAY_TASK_MAX")?) {
            // Where only some tasks of an array are started again, there are fewer of them than parts.
            (Some(count), Some(last)) if last >= first && last - first + 1 == count => count,
            (Some(_), Some(_)) => {
                return Err(
                    "this Slurm array leaves out numbers, so that it does not say how many parts there are".to_owned()
                );
            }
            (Some(count), None) => count,
            (None, Some(last)) => last.saturating_sub(first) + 1,
            (None, None) => return Err("SLURM_ARRAY_TASK_COUNT does not say how many parts there are".to_owned()),
        };
        let number = (task + 1).checked_sub(first).ok_or("SLURM_ARRAY_TASK_ID lies before SLURM_ARRAY_TASK_MIN")?;
        Self::new(number, count)
    }

    /// Its draws, out of so many: parts differ by one draw at most.
    pub(in crate::cli) fn range(self, draws: usize) -> Range<usize> {
        // Whole numbers throughout: a hundred million draws times a hundred thousand parts is far below 2⁶³.
        let end = |number: usize| draws * number / self.count;
        end(self.number - 1)..end(self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Result<(usize, usize), String> {
        let found = |name: &str| variables.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned());
        PartOf::of_variables(found).map(|part| (part.number, part.count))
    }

    #[test]
    fn parts_are_named_by_arguments_and_schedulers() {
        assert_eq!(PartOf::parse("3/64"), Ok(PartOf { number: 3, count: 64 }));
        for wrong in ["", "3", "0/4", "5/4", "1/0", "a/b", "1/100001", "-1/4"] {
            assert!(PartOf::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(of(&[("AVERTED_PART", "2/7")]), Ok((2, 7)));
        let slurm = |id, first, last, count| {
            of(&[
                ("SLURM_ARRAY_TASK_ID", id),
                ("SLURM_ARRAY_TASK_MIN", first),
                ("SLURM_ARRAY_TASK_MAX", last),
                ("SLURM_ARRAY_TASK_COUNT", count),
            ])
        };
        assert_eq!(slurm("0", "0", "63", "64"), Ok((1, 64)));
        assert_eq!(slurm("64", "1", "64", "64"), Ok((64, 64)));
        assert!(slurm("17", "5", "17", "2").unwrap_err().contains("leaves out numbers"));
        assert!(of(&[("SLURM_ARRAY_TASK_ID", "x")]).unwrap_err().contains("no number"));
        assert!(of(&[]).is_err());
    }

    #[test]
    fn parts_tile_the_draws_and_differ_by_one() {
        for (draws, count) in [(4_000, 64), (7, 3), (2, 5), (1, 1)] {
            let ranges: Vec<_> = (1..=count).map(|number| PartOf { number, count }.range(draws)).collect();
            assert_eq!((ranges[0].start, ranges[count - 1].end), (0, draws));
            assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start));
            let lengths = ranges.iter().map(std::iter::ExactSizeIterator::len);
            assert!(lengths.clone().max().unwrap() - lengths.min().unwrap() <= 1);
        }
    }
}
