//! Lanes for what overlaps, so that it can be drawn side by side.

/// Where something is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lane {
    /// Its lane, from 0.
    pub lane: usize,
    /// The number of lanes beside one another there.
    pub of: usize,
}

/// A lane for each of `spans`, `[from, to)`: no two in one lane overlap. What overlaps, directly or
/// through others, shares the same number of lanes, which is the smallest possible.
///
/// It is the greedy colouring of an interval graph, by start (Gupta, Lee and Leung, 1979).
pub fn lanes<T: Ord + Copy>(spans: &[(T, T)]) -> Vec<Lane> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    // Of those that start together the longest is left.
    order.sort_by_key(|&index| (spans[index].0, std::cmp::Reverse(spans[index].1)));
    let mut placed = vec![Lane { lane: 0, of: 1 }; spans.len()];
    let mut group: Vec<usize> = Vec::new();
    // The end of the last one in each lane.
    let mut ends: Vec<T> = Vec::new();
    for index in order {
        let (from, to) = spans[index];
        if ends.iter().all(|end| *end <= from) {
            close(&mut placed, &mut group, ends.len());
            ends.clear();
        }
        let lane = ends.iter().position(|end| *end <= from).unwrap_or(ends.len());
        if lane == ends.len() {
            ends.push(to);
        } else {
            ends[lane] = to;
        }
        placed[index].lane = lane;
        group.push(index);
    }
    close(&mut placed, &mut group, ends.len());
    placed
}

/// Notes the number of lanes of a group.
fn close(placed: &mut [Lane], group: &mut Vec<usize>, count: usize) {
    for index in group.drain(..) {
        placed[index].of = count;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn placed(spans: &[(u16, u16)]) -> Vec<(usize, usize)> {
        lanes(spans).iter().map(|lane| (lane.lane, lane.of)).collect()
    }

    #[test]
    fn what_overlaps_is_side_by_side() {
        assert_eq!(placed(&[]), []);
        assert_eq!(placed(&[(0, 2), (2, 4)]), [(0, 1), (0, 1)]);
        assert_eq!(placed(&[(0, 3), (2, 4), (4, 5)]), [(0, 2), (1, 2), (0, 1)]);
        // The second lane is free again, and the first has not ended.
        assert_eq!(placed(&[(0, 9), (1, 2), (3, 4)]), [(0, 2), (1, 2), (1, 2)]);
        assert_eq!(placed(&[(0, 1), (0, 9)]), [(1, 2), (0, 2)]);
    }

    proptest! {
        #[test]
        fn no_two_in_one_lane_overlap(
            spans in prop::collection::vec((0_u16..100, 1_u16..30), 0..60)
        ) {
            let spans: Vec<(u16, u16)> = spans.iter().map(|(from, length)| (*from, from + length)).collect();
            let placed = lanes(&spans);
            for (a, left) in placed.iter().enumerate() {
                prop_assert!(left.lane < left.of);
                for (b, right) in placed[..a].iter().enumerate() {
                    if spans[a].0 < spans[b].1 && spans[b].0 < spans[a].1 {
                        prop_assert_ne!(left.lane, right.lane);
                        prop_assert_eq!(left.of, right.of);
                    }
                }
            }
            // No more lanes than meetings at one time.
            let most = (0..130).map(|at| spans.iter().filter(|(from, to)| (*from..*to).contains(&at)).count()).max();
            prop_assert_eq!(placed.iter().map(|lane| lane.of).max().unwrap_or(0), most.unwrap_or(0));
        }
    }
}
