/// The words vectors are marked with, each kept once.
struct VectorTags {
  static let bytesMax = 1_000

  /// By number; number 0 is no tag.
  private(set) var words: [String] = [""]
  private var numbers: [String: UInt32] = [:]

  func number(of word: String) -> UInt32? { numbers[word] }

  /// - Throws: `VectorError.tag`
  func check(_ word: String?) throws(VectorError) {
    if let word, word.utf8.count > Self.bytesMax { throw .tag(bytes: word.utf8.count) }
  }

  mutating func intern(_ word: String?) -> UInt32 {
    guard let word else { return 0 }
    if let known = numbers[word] { return known }
    let number = UInt32(words.count)
    words.append(word)
    numbers[word] = number
    return number
  }

  func word(_ number: UInt32) -> String? { number == 0 ? nil : words[Int(number)] }
}
