import Glibc

/// `utterances.tsv` as columns.
struct UtteranceTable {
  let file: FileBytes
  var texts: [Range<Int>] = []
  var splits: [Utterances.Split] = []
  /// Index of the intent; −1 where out of scope.
  var labels: [Int16] = []
  var intents: [String] = []
  var domains: [String] = []
  var domainOfIntent: [Int] = []

  /// - Complexity: one pass; a name is decoded only where it differs from the line before
  init(path: String) throws(DatasetError) {
    file = try FileBytes(path)
    let bytes = file
    defer { withExtendedLifetime(bytes) {} }
    var lines = Lines(file)
    guard let header = lines.next(), header.elementsEqual("split\tdomain\tintent\ttext".utf8) else {
      throw .line(path, 1, "the header split, domain, intent, text (tab-separated) expected")
    }
    var intentIndices: [String: Int16] = [:]
    var domainIndices: [String: Int] = [:]
    var last: (domain: Slice, intent: Slice, label: Int16)?
    while let line = lines.next() {
      let fields = try Fields(line, file, lines.number)
      guard let split = Self.split(fields.split) else {
        throw .line(path, lines.number, "split \(quoted(fields.split)): train, val or test expected")
      }
      var label: Int16
      if let last, Self.equal(last.intent, fields.intent), Self.equal(last.domain, fields.domain) {
        label = last.label
      } else {
        label = try name(fields, lines.number, &intentIndices, &domainIndices)
        last = (fields.domain, fields.intent, label)
      }
      splits.append(split)
      labels.append(label)
      texts.append(fields.text.startIndex..<fields.text.endIndex)
    }
    guard !splits.isEmpty else { throw .line(path, 2, "no utterance after the header") }
  }

  private typealias Slice = UnsafeRawBufferPointer.SubSequence

  private mutating func name(
    _ fields: Fields, _ line: Int, _ intentIndices: inout [String: Int16], _ domainIndices: inout [String: Int]
  ) throws(DatasetError) -> Int16 {
    let intent = String(decoding: fields.intent, as: UTF8.self)
    let domain = String(decoding: fields.domain, as: UTF8.self)
    if intent == "oos" { return -1 }
    if let known = intentIndices[intent] {
      let expected = domains[domainOfIntent[Int(known)]]
      guard domain == expected else {
        throw .line(file.path, line, "intent \(intent) is in domain \(domain) here and in \(expected) before")
      }
      return known
    }
    guard intents.count < Int(Int16.max) else { throw .line(file.path, line, "more than \(Int16.max) intents") }
    let index = domainIndices[domain] ?? domains.count
    if index == domains.count {
      domainIndices[domain] = index
      domains.append(domain)
    }
    let label = Int16(intents.count)
    intentIndices[intent] = label
    intents.append(intent)
    domainOfIntent.append(index)
    return label
  }

  private static func split(_ field: Slice) -> Utterances.Split? {
    Utterances.Split.allCases.first { field.elementsEqual($0.word.utf8) }
  }

  private static func equal(_ a: Slice, _ b: Slice) -> Bool {
    a.count == b.count && memcmp(a.base.baseAddress! + a.startIndex, b.base.baseAddress! + b.startIndex, a.count) == 0
  }

  private struct Fields {
    let split, domain, intent, text: Slice

    init(_ line: Slice, _ file: FileBytes, _ number: Int) throws(DatasetError) {
      var ends: (Int, Int, Int) = (0, 0, 0)
      var tabs = 0
      for i in line.indices where line[i] == 0x09 {
        switch tabs {
        case 0: ends.0 = i
        case 1: ends.1 = i
        case 2: ends.2 = i
        default: break
        }
        tabs += 1
      }
      guard tabs == 3 else { throw .line(file.path, number, "4 tab-separated fields expected, got \(tabs + 1)") }
      split = line[line.startIndex..<ends.0]
      domain = line[(ends.0 + 1)..<ends.1]
      intent = line[(ends.1 + 1)..<ends.2]
      text = line[(ends.2 + 1)..<line.endIndex]
      guard !intent.isEmpty, !domain.isEmpty else { throw .line(file.path, number, "an empty domain or intent") }
    }
  }
}
