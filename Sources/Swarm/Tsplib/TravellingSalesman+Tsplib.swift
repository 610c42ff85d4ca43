extension TravellingSalesman {
  /// Reads a symmetric instance: coordinates with one of the `TsplibDistance`s, or EXPLICIT distances in one of the forms of
  /// `TsplibMatrix`. Display data is passed over; fixed links are refused, for they make another problem.
  ///
  /// - Parameter file: how errors name it.
  /// - Throws: `SwarmError`, "file:line: " and what was expected there.
  /// - Complexity: O(*n*²); memory is taken for what the text holds, not for what it claims.
  public init(tsplib text: String, file: String = "tsplib") throws(SwarmError) {
    let text = try TsplibText(text, file: file)
    try text.check(type: "TSP")
    for name in ["FIXED_EDGES_SECTION", "EDGE_DATA_SECTION", "DEPOT_SECTION", "DEMAND_SECTION"] {
      if let section = text.sections[name] { throw text.error(section.line, "\(name): only instances of all links, none of them fixed, can be read") }
    }
    guard let n = try text.dimension() else { throw text.error(text.lineCount, "the file ends without a DIMENSION") }
    let name = text.entries["NAME"]?.value ?? ""
    let type = text.entries["EDGE_WEIGHT_TYPE"]
    if type?.value == "EXPLICIT" {
      self.init(name: name, distances: try Self.matrix(n, in: text), points: [])
      return
    }
    guard let measure = TsplibDistance(rawValue: type?.value ?? "EUC_2D") else {
      let known = (["EXPLICIT"] + TsplibDistance.allCases.map(\.rawValue)).joined(separator: ", ")
      throw text.error(type!.line, "EDGE_WEIGHT_TYPE \(known) expected, got '\(type!.value.prefix(40))'")
    }
    let points = try Self.points(n, measure, in: text)
    self.init(name: name, points: points, measure)
  }

  /// Reads a TSPLIB file.
  ///
  /// - Throws: `SwarmError` naming the path, and the line where the text is at fault.
  public init(tsplibFile path: String) throws(SwarmError) { try self.init(tsplib: textFile(path), file: path) }

  private static func matrix(_ n: Int, in text: TsplibText) throws(SwarmError) -> [Int32] {
    guard let section = text.sections["EDGE_WEIGHT_SECTION"] else {
      throw text.error(text.lineCount, "the file ends without the EDGE_WEIGHT_SECTION that EXPLICIT distances stand in")
    }
    let format = text.entries["EDGE_WEIGHT_FORMAT"]
    guard let form = TsplibMatrix(rawValue: format?.value ?? "") else {
      let known = TsplibMatrix.allCases.map(\.rawValue).joined(separator: ", ")
      throw text.error(format?.line ?? section.line, "EDGE_WEIGHT_FORMAT \(known) expected, got '\((format?.value ?? "").prefix(40))'")
    }
    guard section.numbers.count == form.count(n) else {
      throw text.error(
        section.lines.last.map { Int($0) } ?? section.line,
        "\(form.count(n)) distances expected of \(n) cities as \(form.rawValue), \(section.numbers.count) found")
    }
    return try form.distances(section, n, in: text)
  }

  private static func points(_ n: Int, _ measure: TsplibDistance, in text: TsplibText) throws(SwarmError) -> [SIMD2<Double>] {
    guard let section = text.sections["NODE_COORD_SECTION"] else {
      throw text.error(text.lineCount, "the file ends without a NODE_COORD_SECTION")
    }
    var points = [SIMD2<Double>?](repeating: nil, count: min(n, section.numbers.count / 3 + 1))
    var place = 0
    while place < section.numbers.count {
      let line = Int(section.lines[place])
      let end = section.lines[place...].firstIndex { Int($0) != line } ?? section.numbers.count
      guard end - place == 3 else { throw text.error(line, "a city's number and two coordinates expected, got \(end - place) numbers") }
      let number = section.numbers[place], point = SIMD2(section.numbers[place + 1], section.numbers[place + 2])
      guard number >= 1, number <= Double(n), number.rounded() == number else { throw text.error(line, "a city's number of 1…\(n) expected, got \(number)") }
      if let problem = measure.problem(with: point) { throw text.error(line, "\(problem), got \(point.x) and \(point.y)") }
      let city = Int(number) - 1
      if city >= points.count { throw text.error(section.line, "\(n) cities expected by DIMENSION, \(section.numbers.count / 3) found") }
      guard points[city] == nil else { throw text.error(line, "city \(city + 1) for the second time") }
      points[city] = point
      place = end
    }
    let found = points.compactMap { $0 }
    guard found.count == n else {
      throw text.error(section.lines.last.map { Int($0) } ?? section.line, "\(n) cities expected by DIMENSION, \(found.count) found")
    }
    return found
  }

  /// Reads a TSPLIB file of type TOUR, which gives the cities of a tour in order.
  ///
  /// - Throws: `SwarmError`, "file:line: " and what was expected there: each city once.
  public func readTour(tsplib text: String, file: String = "tour") throws(SwarmError) -> [Int32] {
    let text = try TsplibText(text, file: file)
    try text.check(type: "TOUR")
    guard let section = text.sections["TOUR_SECTION"] else { throw text.error(text.lineCount, "the file ends without a TOUR_SECTION") }
    var isVisited = [Bool](repeating: false, count: count), tour: [Int32] = []
    for (number, line) in zip(section.numbers, section.lines) {
      if number == -1 { break }
      guard number >= 1, number <= Double(count), number.rounded() == number else {
        throw text.error(Int(line), "a city of 1…\(count) expected, got \(number)")
      }
      let city = Int(number) - 1
      guard !isVisited[city] else { throw text.error(Int(line), "city \(city + 1) for the second time") }
      isVisited[city] = true
      tour.append(Int32(city))
    }
    guard tour.count == count else { throw text.error(section.lines.last.map { Int($0) } ?? section.line, "a tour of \(count) cities expected, \(tour.count) found") }
    return tour
  }
}
