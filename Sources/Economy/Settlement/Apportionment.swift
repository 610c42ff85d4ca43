/// Divides `pot` µrUv by weights, to the unit: nothing is created, nothing is left over.
///
/// By largest remainders (Hamilton's method): each share is its weight's part rounded down, and what that leaves goes, a unit
/// each, to the parts that lost most by rounding; between equals to the earlier. Whatever the weights say, the shares sum to
/// the pot: who sets them can't mint.
///
/// - Returns: a share for each weight; nil where a weight is negative, none is positive, or their sum leaves 63 bits.
/// - Complexity: O(*n* log *n*)
/// - Precondition: `pot >= 0`
public func apportion(_ pot: Int64, by weights: [Int64]) -> [Int64]? {
  precondition(pot >= 0, "a pot holds an amount")
  var sum: Int64 = 0
  for weight in weights {
    let (next, overflow) = sum.addingReportingOverflow(weight)
    if weight < 0 || overflow { return nil }
    sum = next
  }
  if sum == 0 { return nil }
  var shares: [Int64] = []
  var remainders: [(lost: UInt64, index: Int)] = []
  for (index, weight) in weights.enumerated() {
    // The quotient is at most the pot: it fits.
    let (share, lost) = UInt64(sum).dividingFullWidth(UInt64(pot).multipliedFullWidth(by: UInt64(weight)))
    shares.append(Int64(share))
    remainders.append((lost, index))
  }
  let left = pot - shares.reduce(0, +)
  remainders.sort { $0.lost != $1.lost ? $0.lost > $1.lost : $0.index < $1.index }
  for (_, index) in remainders.prefix(Int(left)) { shares[index] += 1 }
  return shares
}
