/// What a quantity has been, weighted by how long it was so: Uniswap v2's cumulative price, with the sums kept.
///
/// A change counts from the moment it is made, so whoever moves the quantity within one moment, or moves it back at once,
/// has moved no average. The sums are exact: whole parts and fractions go into 128 bits each, which 2^63 µs of values below
/// 2^63 cannot fill. Changes are remembered for an hour, the last one of each second: only a window that begins inside a
/// second with several changes is off, by less than that second is worth. However many changes somebody makes, they push
/// nothing out.
public struct TimeAverage: Sendable {
  /// In µs: how far back it reaches, and how far apart the remembered changes are.
  public static let reach: Int64 = 3_600_000_000
  static let slot: Int64 = 1_000_000

  /// The sum until a moment, and the value from then on.
  private struct Mark {
    var time: Int64
    var sum: Sum
    var value: FixedPoint
  }

  /// ∫ value dt in units of µs and of 2^-64 µs.
  private struct Sum {
    var whole: UInt128 = 0
    var fraction: UInt128 = 0

    func after(_ value: FixedPoint, for duration: Int64) -> Sum {
      let time = UInt128(UInt64(duration))
      return Sum(whole: whole + UInt128(value.whole) * time, fraction: fraction + UInt128(value.fraction) * time)
    }

    /// The part of the way to a later sum.
    func toward(_ other: Sum, _ part: Int64, of duration: Int64) -> Sum {
      let (part, duration) = (UInt128(UInt64(part)), UInt128(UInt64(duration)))  // both within a slot: the products fit
      return Sum(
        whole: whole + (other.whole - whole) * part / duration, fraction: fraction + (other.fraction - fraction) * part / duration)
    }
  }

  /// A ring, the oldest at `first`.
  private var marks: [Mark]
  private var first = 0
  private static let capacity = Int(reach / slot) + 2

  public init(_ value: FixedPoint, at now: Int64) {
    marks = [Mark(time: max(0, now), sum: Sum(), value: value)]
  }

  /// The value is another from now on. A clock that goes back stands still.
  ///
  /// - Complexity: O(1)
  public mutating func change(to value: FixedPoint, at now: Int64) {
    let last = marks[place(marks.count - 1)]
    let now = max(now, last.time)
    let mark = Mark(time: now, sum: last.sum.after(last.value, for: now - last.time), value: value)
    if marks.count > 1, now / Self.slot == last.time / Self.slot {
      marks[place(marks.count - 1)] = mark
    } else if marks.count < Self.capacity {
      marks.append(mark)
    } else {
      marks[first] = mark
      first = (first + 1) % marks.count
    }
  }

  /// The mean over the last `window` µs, or since the beginning where that is later; the value at the beginning while no
  /// time has passed.
  ///
  /// - Complexity: O(log *n*) in the changes remembered
  public func mean(over window: Int64, at now: Int64) -> FixedPoint {
    let oldest = marks[first]
    let end = max(now, marks[place(marks.count - 1)].time)
    let start = max(oldest.time, end - max(1, min(window, end)))
    guard end > start else { return oldest.value }
    let (from, to) = (sum(until: start), sum(until: end))
    let duration = UInt128(UInt64(end - start))
    let (whole, rest) = (to.whole - from.whole).quotientAndRemainder(dividingBy: duration)
    // The rest is below 2^63, and so is the mean of the fractions over the duration: the sum is below 2^128.
    let fraction = ((rest << 64) + (to.fraction - from.fraction)) / duration
    return FixedPoint(whole: UInt64(whole + (fraction >> 64)), fraction: UInt64(truncatingIfNeeded: fraction))
  }

  private func place(_ index: Int) -> Int { (first + index) % marks.count }

  private func sum(until time: Int64) -> Sum {
    var (low, high) = (0, marks.count)  // the last mark at or before `time` is in low ..< high
    while high - low > 1 {
      let middle = (low + high) / 2
      if marks[place(middle)].time <= time { low = middle } else { high = middle }
    }
    let mark = marks[place(low)]
    guard high < marks.count else { return mark.sum.after(mark.value, for: time - mark.time) }
    // The next mark is the last change of its second; until that second begins the value is known.
    let next = marks[place(high)]
    let known = max(mark.time, next.time / Self.slot * Self.slot)
    if time <= known { return mark.sum.after(mark.value, for: time - mark.time) }
    return mark.sum.after(mark.value, for: known - mark.time).toward(next.sum, time - known, of: next.time - known)
  }
}
