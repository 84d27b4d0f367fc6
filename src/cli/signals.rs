//! Hears the signals that ask a program to end, but for those that it was started to ignore, as `nohup` does.

#[cfg(unix)]
use std::sync::mpsc;
#[cfg(unix)]
use std::thread;

#[cfg(unix)]
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
#[cfg(unix)]
use signal_hook::iterator::Signals;

/// Calls `asked` whenever somebody asks the program to end, from now on, on a thread of its own. A system that has no such
/// signals, or no thread for it, is no reason not to run: the signals then end the program as they always do.
///
/// A file that grows beyond what the system allows is an error of writing from now on, and no signal.
#[cfg(unix)]
pub(super) fn hear(asked: impl Fn() + Send + 'static) {
    let ignored = ignored();
    let heard = move |signal: &i32| ignored & (1_u64 << (signal - 1)) == 0;
    if heard(&SIGXFSZ) {
        let _ = signal_hook::flag::register(SIGXFSZ, std::sync::Arc::default());
    }
    let wanted: Vec<i32> = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(heard).collect();
    let (ready, listening) = mpsc::channel();
    // The signals are taken over by the thread itself, so that without it they are left alone.
    let listener = thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let signals = Signals::new(wanted);
        let _ = ready.send(());
        if let Ok(mut signals) = signals {
            signals.forever().for_each(|_| asked());
        }
    });
    if listener.is_ok() {
        let _ = listening.recv();
    }
}

#[cfg(not(unix))]
pub(super) fn hear(asked: impl Fn() + Send + 'static) {
    let _ = ctrlc::set_handler(asked);
}

/// The signals that are ignored, a bit each, the first for signal 1; none where the system does not tell without being
/// asked in a way that is not safe.
#[cfg(unix)]
fn ignored() -> u64 {
    std::fs::read_to_string("/proc/self/status").ok().and_then(|status| mask(&status)).unwrap_or(0)
}

#[cfg(unix)]
fn mask(status: &str) -> Option<u64> {
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(mask.trim(), 16).ok()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mask_of_ignored_signals_is_read() {
        let status =
            "Name:\taverted\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000001003\nSigCgt:\t0000000000000440\n";
        let found = mask(status).unwrap();
        assert!([SIGHUP, SIGINT].iter().all(|signal| found & (1 << (signal - 1)) != 0));
        assert!(found & (1 << (SIGTERM - 1)) == 0);
        assert_eq!(mask("Name:\taverted\n"), None);
    }
}
