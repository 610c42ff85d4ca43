import Kernels

/// The evidence about pairs by who saw it: the owner's own, and the latest of each other origin.
///
/// What belongs to one pair lies side by side, because it is always read together and there is more of it than the caches
/// hold. A struct, so that its class is checked for exclusive access once a question and not once an array.
struct EvidenceStore {
  struct Row {
    var own = Evidence()
    /// As of when `own` is.
    var time: Int64
    /// The pair's reports: places in `reports`, and how many there is room for.
    fileprivate var first = 0
    fileprivate var count = 0
    fileprivate var capacity = 0
  }

  struct Report {
    var origin: Int32
    var time: Int64
    var evidence: Evidence
  }

  private var index = PairIndex()
  private var rows: [Row] = []
  private var reports: [Report] = []

  /// Pairs that were observed.
  var count: Int { index.count }

  func row(_ type: Int, _ node: Int) -> Int? { index.row(type, node) }

  /// The row of a pair, a new one as of `now` if it has none.
  mutating func row(_ type: Int, _ node: Int, new now: Int64) -> Int {
    let (row, isNew) = index.insert(type, node)
    if isNew { rows.append(Row(time: now)) }
    return row
  }

  subscript(row: Int) -> Row {
    get { rows[row] }
    _modify { yield &rows[row] }
  }

  /// The reports about a pair, by the time their origins were first heard.
  func reports(_ row: Int) -> ArraySlice<Report> { reports[rows[row].first..<rows[row].first + rows[row].count] }

  /// Puts a report in place of the origin's earlier one, unless that is newer.
  mutating func put(_ report: Report, _ row: Int) {
    let (first, count) = (rows[row].first, rows[row].count)
    for place in first..<first + count where reports[place].origin == report.origin {
      if report.time >= reports[place].time { reports[place] = report }
      return
    }
    if count == rows[row].capacity { move(row) }
    reports[rows[row].first + count] = report
    rows[row].count += 1
  }

  /// What anybody saw of a pair so far counts no more. Reports keep their times, so that old ones that still go round don't
  /// bring it back.
  mutating func forget(_ row: Int) {
    rows[row].own = Evidence()
    for place in rows[row].first..<rows[row].first + rows[row].count { reports[place].evidence = Evidence() }
  }

  /// All the evidence about a pair as of `now`, the parts faded by exp(−Δt / memory).
  func merged(_ row: Int, now: Int64, memory: Double) -> Evidence {
    rows.withUnsafeBufferPointer { rows in
      reports.withUnsafeBufferPointer { reports in
        var all = rows[row].own
        all.fade(since: rows[row].time, now, memory)
        let first = rows[row].first
        // The last heard first
        for place in stride(from: first + rows[row].count - 1, through: first, by: -1) {
          var evidence = reports[place].evidence
          evidence.fade(since: reports[place].time, now, memory)
          all.merge(evidence)
        }
        return all
      }
    }
  }

  /// Gives a pair's reports twice the room, at the end; where they were stays unused, at most as much as is used.
  private mutating func move(_ row: Int) {
    let (first, count, capacity) = (rows[row].first, rows[row].count, max(4, 2 * rows[row].capacity))
    rows[row].first = reports.count
    rows[row].capacity = capacity
    for place in first..<first + count { reports.append(reports[place]) }
    for _ in count..<capacity { reports.append(Report(origin: -1, time: 0, evidence: Evidence())) }
  }
}

extension Evidence {
  /// Brings evidence as of `time` to `now`.
  @inline(__always)
  mutating func fade(since time: Int64, _ now: Int64, _ memory: Double) {
    if now > time { fade(by: Reproducible.exp(-Double(now - time) / memory)) }
  }
}
