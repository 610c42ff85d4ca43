/// A TSPLIB file taken apart: what its keywords say, and the numbers of its sections, each with the line it stands on.
///
/// Keywords are separated from their value by a colon, blanks or both, and come in any order; a section ends at the next
/// keyword; EOF may be missing; what follows it is not read. Reinelt, "TSPLIB 95".
struct TsplibText {
  /// The numbers of a section, and their lines, which count from 1.
  struct Section {
    var line: Int
    var numbers: [Double] = []
    var lines: [Int32] = []
  }

  struct Entry {
    var line: Int
    var value: String
  }

  /// How errors name it.
  let file: String
  private(set) var entries: [String: Entry] = [:]
  private(set) var sections: [String: Section] = [:]
  private(set) var lineCount = 0

  /// What is read or known to change nothing here.
  private static let keywords: Set = [
    "NAME", "TYPE", "COMMENT", "DIMENSION", "CAPACITY", "EDGE_WEIGHT_TYPE", "EDGE_WEIGHT_FORMAT", "EDGE_DATA_FORMAT", "NODE_COORD_TYPE",
    "DISPLAY_DATA_TYPE",
  ]
  private static let sectionNames: Set = [
    "NODE_COORD_SECTION", "EDGE_WEIGHT_SECTION", "DISPLAY_DATA_SECTION", "TOUR_SECTION", "FIXED_EDGES_SECTION", "EDGE_DATA_SECTION",
    "DEPOT_SECTION", "DEMAND_SECTION",
  ]

  /// - Throws: `SwarmError` that begins with "file:line: ".
  init(_ text: String, file: String) throws(SwarmError) {
    self.file = file
    var current: String?
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      lineCount += 1
      let fields = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
      guard let first = fields.first else { continue }
      let keyword = String(Substring(first.prefix { $0 != UInt8(ascii: ":") }))
      if keyword == "EOF" { break }
      if Self.sectionNames.contains(keyword) {
        guard sections[keyword] == nil else { throw error(lineCount, "\(keyword) for the second time") }
        sections[keyword] = Section(line: lineCount)
        current = keyword
      } else if Self.keywords.contains(keyword) {
        try add(keyword, Substring(line))
        current = nil
      } else if let current {
        try add(fields, to: current)
      } else {
        throw error(lineCount, "a keyword of TSPLIB expected, got '\(Self.excerpt(Substring(line)))'")
      }
    }
  }

  private mutating func add(_ keyword: String, _ line: Substring) throws(SwarmError) {
    let rest = line.drop { $0.isWhitespace }.dropFirst(keyword.count)
    var value = String(rest.drop { $0 == ":" || $0.isWhitespace })
    while value.last?.isWhitespace == true { value.removeLast() }
    if keyword == "COMMENT" { return }
    guard entries[keyword] == nil else { throw error(lineCount, "\(keyword) for the second time") }
    entries[keyword] = Entry(line: lineCount, value: value)
  }

  private mutating func add(_ fields: [Substring.UTF8View], to section: String) throws(SwarmError) {
    // Taken out and put back, for a dictionary's value changed in place is found anew for every number
    var numbers = sections.removeValue(forKey: section)!
    for field in fields {
      guard let number = Double(Substring(field)), number.isFinite, !field.contains(UInt8(ascii: "x")) else {
        throw error(lineCount, "a number expected, got '\(Self.excerpt(Substring(field)))'")
      }
      numbers.numbers.append(number)
      numbers.lines.append(Int32(truncatingIfNeeded: lineCount))
    }
    sections[section] = numbers
  }

  func error(_ line: Int, _ text: String) -> SwarmError { SwarmError("\(file):\(line): \(text)") }

  /// The start of what is wrong: a binary file has long lines.
  private static func excerpt(_ text: Substring) -> String {
    let start = text.unicodeScalars.prefix(40).map { $0.properties.generalCategory == .control ? "\u{FFFD}" : String($0) }.joined()
    return text.unicodeScalars.count > 40 ? start + "…" : start
  }

  /// - Throws: `SwarmError` where the file is of another type than `type`, or says none that is known.
  func check(type: String) throws(SwarmError) {
    guard let entry = entries["TYPE"] else { return }
    guard entry.value.split(separator: " ").first.map(String.init) == type else {
      throw error(entry.line, "TYPE \(type) expected, got '\(Self.excerpt(entry.value[...]))'")
    }
  }

  /// The number of cities, 3…`citiesMax`; nil where the file doesn't say.
  func dimension() throws(SwarmError) -> Int? {
    guard let entry = entries["DIMENSION"] else { return nil }
    guard let cities = Int(entry.value), (3...TravellingSalesman.citiesMax).contains(cities) else {
      throw error(entry.line, "DIMENSION of 3…\(TravellingSalesman.citiesMax) cities expected, got '\(Self.excerpt(entry.value[...]))'")
    }
    return cities
  }
}
