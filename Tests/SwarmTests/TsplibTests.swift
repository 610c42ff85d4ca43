import Swarm
import Testing

@Suite struct TsplibTests {
  private func read(_ text: String) throws -> TravellingSalesman { try TravellingSalesman(tsplib: text, file: "x.tsp") }

  private func coordinates(_ type: String, _ points: [(Double, Double)]) throws -> TravellingSalesman {
    let rows = points.enumerated().map { "\($0 + 1) \($1.0) \($1.1)" }.joined(separator: "\n")
    return try read("TYPE: TSP\nDIMENSION: \(points.count)\nEDGE_WEIGHT_TYPE: \(type)\nNODE_COORD_SECTION\n\(rows)\nEOF")
  }

  /// By hand: 3–4–5 triangles, halves, √(d² / 10) rounded up, and degrees.minutes on the equator and a meridian:
  /// 90° are 6378.388 · π / 2 = 10019.15 km, and 1° 30' are 6378.388 · 1.5 · π / 180 = 166.98 km, each + 1 and cut off.
  @Test(arguments: [
    ("EUC_2D", (0.0, 0.0), (3.0, 4.0), 5), ("EUC_2D", (0, 0), (1, 1), 1), ("EUC_2D", (-1.5, 0), (1, 0), 3), ("EUC_2D", (1e3, -2e2), (1e3, 2e2), 400),
    ("CEIL_2D", (0, 0), (1, 1), 2), ("CEIL_2D", (0, 0), (3, 4), 5), ("MAX_2D", (0, 0), (3.4, -4.6), 5), ("MAN_2D", (0, 0), (3.4, -4.6), 8),
    ("ATT", (0, 0), (10, 0), 4), ("ATT", (0, 0), (100, 100), 45), ("ATT", (0, 0), (10, 90), 29), ("GEO", (0, 0), (0, 90), 10020), ("GEO", (1.30, 7), (0, 7), 167),
    ("GEO", (10, 10), (10, 10), 1), ("GEO", (0, 0), (0, 180), 20039),
  ])
  func `distances follow TSPLIB's formulas`(type: String, a: (Double, Double), b: (Double, Double), distance: Int) throws {
    let problem = try coordinates(type, [a, b, (5, 5)])
    #expect(problem.distance(0, 1) == distance && problem.distance(1, 0) == distance)
  }

  @Test(arguments: [
    ("FULL_MATRIX", "0 1 2 3  1 0 4 5\n2 4 0 6 3 5 6 0"), ("UPPER_ROW", "1 2 3\n4 5\n6"), ("LOWER_ROW", "1 2 4 3 5 6"),
    ("UPPER_DIAG_ROW", "0 1 2 3 0 4 5 0 6 0"), ("LOWER_DIAG_ROW", "0\n1 0\n2 4 0\n3 5 6 0"), ("UPPER_COL", "1 2 4 3 5 6"), ("LOWER_COL", "1 2 3 4 5 6"),
    ("UPPER_DIAG_COL", "0 1 0 2 4 0 3 5 6 0"), ("LOWER_DIAG_COL", "0 1 2 3 0 4 5 0 6 0"),
  ])
  func `explicit distances are read in every form`(format: String, numbers: String) throws {
    let problem = try read("DIMENSION: 4\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: \(format)\nEDGE_WEIGHT_SECTION\n\(numbers)\nEOF\n")
    let expected = [[0, 1, 2, 3], [1, 0, 4, 5], [2, 4, 0, 6], [3, 5, 6, 0]]
    for i in 0..<4 { for j in 0..<4 { #expect(problem.distance(i, j) == expected[i][j], "\(i), \(j)") } }
    #expect(problem.points.isEmpty)
  }

  @Test(arguments: [
    "NAME: a b\nTYPE : TSP (a comment)\nCOMMENT anything : goes\nDIMENSION:3\nEDGE_WEIGHT_TYPE EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 3 4\n3 -3e0 +4.0\nEOF\nleft over",
    "  NAME : a b\r\nNODE_COORD_SECTION\r\n 3 -3 4\r\n\r\n\t1 0 0\r\n2 0.3e1 40E-1\r\nDIMENSION\t:\t3\r\nEDGE_WEIGHT_TYPE : EUC_2D\r\n",
    "NAME:a b\nDIMENSION : 3\nDISPLAY_DATA_TYPE: TWOD_DISPLAY\nDISPLAY_DATA_SECTION\n1 9 9\n2 9 9\n3 9 9\nNODE_COORD_SECTION\n1 0 0\n2 3 4\n3 -3 4\n",
  ])
  func `keywords, sections and numbers come as files have them`(text: String) throws {
    let problem = try read(text)
    #expect(problem.name == "a b" && problem.count == 3)
    #expect([problem.distance(0, 1), problem.distance(0, 2), problem.distance(1, 2)] == [5, 5, 6])
    #expect(problem.points[2] == SIMD2(-3, 4))
  }

  @Test(arguments: [
    ("DIMENSION : 2", "x.tsp:1: DIMENSION of 3…10000 cities expected, got '2'"), ("DIMENSION : 999999999999", "x.tsp:1: DIMENSION of 3"),
    ("DIMENSION : 99999999999999999999999", "x.tsp:1: DIMENSION of 3"), ("DIMENSION: nan", "x.tsp:1: DIMENSION of 3"), ("", "x.tsp:1: the file ends without a DIMENSION"),
    ("DIMENSION: 3\nEDGE_WEIGHT_TYPE : XRAY1\nNODE_COORD_SECTION\n1 0 0", "x.tsp:2: EDGE_WEIGHT_TYPE EXPLICIT, EUC_2D"),
    ("DIMENSION: 3\nNODE_COORD_SECTION\n1 0 nan", "x.tsp:3: a number expected, got 'nan'"), ("DIMENSION: 3\nNODE_COORD_SECTION\n1 0 1e999", "x.tsp:3: a number"),
    ("DIMENSION: 3\nNODE_COORD_SECTION\n1 0 0x10", "x.tsp:3: a number"), ("DIMENSION: 3\nNODE_COORD_SECTION\n1 0", "x.tsp:3: a city's number and two coordinates"),
    ("DIMENSION: 3\nNODE_COORD_SECTION\n1 0 1e9", "x.tsp:3: coordinates within ±1e8"), ("DIMENSION: 3\nEDGE_WEIGHT_TYPE: GEO\nNODE_COORD_SECTION\n1 91 0", "x.tsp:4: latitude"),
    ("DIMENSION: 3\nNODE_COORD_SECTION\n1 0 0\n2 1 1\nEOF", "x.tsp:4: 3 cities expected by DIMENSION, 2 found"),
    ("DIMENSION: 3\nNODE_COORD_SECTION\n1 0 0\n2 1 1\n3 2 2\n4 3 3", "x.tsp:6: a city's number of 1…3"),
    ("DIMENSION: 3\nNODE_COORD_SECTION\n1 0 0\n2 1 1\n2 2 2", "x.tsp:5: city 2 for the second time"), ("DIMENSION: 3\nNODE_COORD_SECTION\n1.5 0 0", "x.tsp:3: a city's number"),
    ("DIMENSION: 10000\nNODE_COORD_SECTION\n9000 0 0", "10000 cities expected by DIMENSION, 1 found"),
    ("TYPE: ATSP\nDIMENSION: 3", "x.tsp:1: TYPE TSP expected, got 'ATSP'"), ("DIMENSION: 3\nDIMENSION: 4", "x.tsp:2: DIMENSION for the second time"),
    ("DIMENSION: 3\nFIXED_EDGES_SECTION\n1 2\n-1\n", "x.tsp:2: FIXED_EDGES_SECTION"), ("DIMENSION: 3\nnonsense", "x.tsp:2: a keyword of TSPLIB expected"),
    ("\u{7F}ELF\u{1}\u{2}\u{0}", "x.tsp:1: a keyword of TSPLIB expected"), ("DIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT", "without the EDGE_WEIGHT_SECTION"),
    ("DIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: FUNCTION\nEDGE_WEIGHT_SECTION\n1", "x.tsp:3: EDGE_WEIGHT_FORMAT FULL_MATRIX"),
    ("DIMENSION: 10000\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: FULL_MATRIX\nEDGE_WEIGHT_SECTION\n1 2", "100000000 distances expected"),
    ("DIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n1 2\n-3", "x.tsp:6: a whole distance of 0…1000000000"),
    ("DIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n1 2 0.5", "x.tsp:5: a whole distance"),
    ("DIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: FULL_MATRIX\nEDGE_WEIGHT_SECTION\n0 1 2\n1 0 3\n2 4 0", "x.tsp:7: the way from 3 to 2 is 4 and back 3"),
  ])
  func `a malformed instance is refused with its line`(text: String, complaint: String) {
    let error = #expect(throws: SwarmError.self) { try read(text) }
    #expect(error!.description.contains(complaint), "\(error!)")
  }

  @Test func `a tour file gives the length of its tour`() throws {
    let problem = try coordinates("EUC_2D", [(0, 0), (3, 4), (3, 0), (0, 4)])
    let tour = try problem.readTour(tsplib: "NAME : x.opt.tour\nTYPE : TOUR\nDIMENSION : 4\nTOUR_SECTION\n1\n3 2\n4\n-1\nEOF")
    #expect(tour == [0, 2, 1, 3] && problem.length(of: tour) == 14)
  }

  @Test(arguments: [
    ("TOUR_SECTION\n1 2 3 3", "t:2: city 3 for the second time"), ("TOUR_SECTION\n1 2 3 -1", "t:2: a tour of 4 cities expected, 3 found"),
    ("TOUR_SECTION\n1 2 3 5", "t:2: a city of 1…4 expected"), ("TOUR_SECTION\n0", "t:2: a city of 1…4"), ("TYPE: TSP\nTOUR_SECTION\n1", "t:1: TYPE TOUR expected"),
    ("TYPE: TOUR", "t:1: the file ends without a TOUR_SECTION"), ("TOUR_SECTION\n1e300", "t:2: a city of 1…4"),
  ])
  func `a malformed tour is refused with its line`(text: String, complaint: String) throws {
    let problem = try coordinates("EUC_2D", [(0, 0), (3, 4), (3, 0), (0, 4)])
    let error = #expect(throws: SwarmError.self) { try problem.readTour(tsplib: text, file: "t") }
    #expect(error!.description.contains(complaint), "\(error!)")
  }
}
