/// The candidate nearest to a mistyped word, if it is near enough to be what was meant.
///
/// Damerau–Levenshtein distance (optimal string alignment) of at most a third of the word's length.
///
/// - Complexity: O(candidates · word · candidate)
public func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
  let limit = max(1, word.unicodeScalars.count / 3)
  var best: (distance: Int, candidate: String)?
  for candidate in candidates {
    let distance = editDistance(word, candidate)
    guard distance <= limit, candidate != word else { continue }
    if best == nil || (distance, candidate) < (best!.distance, best!.candidate) { best = (distance, candidate) }
  }
  return best?.candidate
}

private func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a.lowercased().unicodeScalars), b = Array(b.lowercased().unicodeScalars)
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var beforeLast = [Int](), last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i]
    for j in 1...b.count {
      var distance = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { distance = min(distance, beforeLast[j - 2] + 1) }
      row.append(distance)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
