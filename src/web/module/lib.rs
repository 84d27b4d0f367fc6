//! Exports the session of a page to its script: room for a request, the answer to it, and how long that is.
//!
//! The script writes the bytes of a request where [`averted_room`] points, and reads those of the answer where
//! [`averted_ask`] points. A browser runs a module on one thread.

use std::cell::RefCell;

use averted::web::Session;

thread_local! {
    static SESSION: RefCell<Session> = RefCell::default();
    /// The request, then its answer.
    static TEXT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a request of `length` bytes, and says where it is.
#[expect(unsafe_code, reason = "the name under which it is exported")]
#[unsafe(no_mangle)]
pub extern "C" fn averted_room(length: usize) -> *mut u8 {
    TEXT.with_borrow_mut(|text| {
        text.clear();
        text.resize(length, 0);
        text.as_mut_ptr()
    })
}

/// Answers the request that was written, and says where the answer is.
#[expect(unsafe_code, reason = "the name under which it is exported")]
#[unsafe(no_mangle)]
pub extern "C" fn averted_ask() -> *const u8 {
    TEXT.with_borrow_mut(|text| {
        let request = String::from_utf8_lossy(text);
        *text = SESSION.with_borrow_mut(|session| session.answer(&request)).into_bytes();
        text.as_ptr()
    })
}

/// How many bytes the answer has.
#[expect(unsafe_code, reason = "the name under which it is exported")]
#[unsafe(no_mangle)]
pub extern "C" fn averted_length() -> usize {
    TEXT.with_borrow(Vec::len)
}
