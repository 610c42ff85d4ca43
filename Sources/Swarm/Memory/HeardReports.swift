/// The latest report of each peer, ascending by origin, and how far each is trusted.
struct HeardReports: Sendable {
  let originsMax: Int
  private(set) var reports: [MemoryReport] = []
  private(set) var trusts: [Int64: Double] = [:]

  init(originsMax: Int) { self.originsMax = originsMax }

  func trust(in origin: Int64) -> Double { trusts[origin] ?? 1 }

  mutating func setTrust(_ trust: Double, in origin: Int64) { trusts[origin] = trust }

  func version(of origin: Int64) -> Int64 {
    let place = place(of: origin)
    return place < reports.count && reports[place].origin == origin ? reports[place].version : -1
  }

  /// Takes a report in place of the same origin's older one. Where there is no room, the longest silent origin is let go.
  ///
  /// - Returns: whether anything changed.
  mutating func take(_ report: MemoryReport) -> Bool {
    let place = place(of: report.origin)
    if place < reports.count, reports[place].origin == report.origin {
      guard report.version > reports[place].version else { return false }
      reports[place] = report
      return true
    }
    if reports.count == originsMax {
      let oldest = reports.indices.min { (reports[$0].time, reports[$0].origin) < (reports[$1].time, reports[$1].origin) }!
      guard reports[oldest].time < report.time else { return false }
      reports.remove(at: oldest)
    }
    reports.insert(report, at: self.place(of: report.origin))
    return true
  }

  mutating func removeAll(where isForgotten: (MemoryReport) -> Bool) { reports.removeAll(where: isForgotten) }

  private func place(of origin: Int64) -> Int { reports.firstIndex { $0.origin >= origin } ?? reports.count }
}
