//! Puts events in an order in which parents come before the events that follow them.

/// A topological order of `0..parents.len()`, in which of those that are free the lowest comes first.
///
/// # Errors
///
/// A cycle, each event followed by the next, the last by the first.
pub(super) fn parents_first(parents: &[Vec<usize>]) -> Result<Vec<usize>, Vec<usize>> {
    let mut waiting: Vec<usize> = parents.iter().map(Vec::len).collect();
    let mut children = vec![Vec::new(); parents.len()];
    for (child, parents) in parents.iter().enumerate() {
        for &parent in parents {
            children[parent].push(child);
        }
    }
    let mut free: std::collections::BTreeSet<usize> = (0..parents.len()).filter(|&event| waiting[event] == 0).collect();
    let mut order = Vec::with_capacity(parents.len());
    while let Some(event) = free.pop_first() {
        order.push(event);
        for &child in &children[event] {
            waiting[child] -= 1;
            if waiting[child] == 0 {
                free.insert(child);
            }
        }
    }
    match waiting.iter().position(|&left| left > 0) {
        None => Ok(order),
        Some(start) => Err(cycle(parents, &waiting, start)),
    }
}

/// Walks from parent to parent among the events that still wait until one comes twice: each of them has such a parent.
fn cycle(parents: &[Vec<usize>], waiting: &[usize], start: usize) -> Vec<usize> {
    let mut path = vec![start];
    let mut event = start;
    while let Some(&parent) = parents[event].iter().find(|&&parent| waiting[parent] > 0) {
        if let Some(first) = path.iter().position(|&seen| seen == parent) {
            let mut cycle = path.split_off(first);
            cycle.reverse();
            let lowest = (0..cycle.len()).min_by_key(|&place| cycle[place]).unwrap_or(0);
            cycle.rotate_left(lowest);
            return cycle;
        }
        path.push(parent);
        event = parent;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::parents_first;

    #[test]
    fn parents_come_first_and_the_file_order_is_kept() {
        assert_eq!(parents_first(&[vec![2], vec![], vec![1], vec![]]), Ok(vec![1, 2, 0, 3]));
        assert_eq!(parents_first(&[]), Ok(vec![]));
    }

    #[test]
    fn a_cycle_is_named_in_the_direction_of_time() {
        // 1 leads to 2, 2 to 3, 3 to 1; 0 follows 3; 4 is free.
        assert_eq!(parents_first(&[vec![3], vec![3], vec![1], vec![2], vec![]]), Err(vec![1, 2, 3]));
        assert_eq!(parents_first(&[vec![0]]), Err(vec![0]));
    }
}
