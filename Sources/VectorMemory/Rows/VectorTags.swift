/// The words vectors are marked with, each kept once.
struct VectorTags {
  static let bytesMax = 1_000

  /// By number; number 0 is no tag.
  private(set) var words: [String] = [""]
  private var numbers: [String: UInt32] = [:]

  func number(of word: String) -> UInt32? { numbers[word] }

  /// - Throws: `VectorError.tag`
  mutating func intern(_ word: String?) throws(VectorError) -> UInt32 {
    guard let word else { return 0 }
    guard word.utf8.count <= Self.bytesMax else { throw .tag(bytes: word.utf8.count) }
    if let known = numbers[word] { return known }
    let number = UInt32(words.count)
    words.append(word)
    numbers[word] = number
    return number
  }

  func word(_ number: UInt32) -> String? { number == 0 ? nil : words[Int(number)] }
}
