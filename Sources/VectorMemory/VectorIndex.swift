import CKernels

/// Vectors by id, and the nearest of them to another.
///
/// Small sets are scanned exactly; from `exactBelow` vectors on a graph answers (HNSW, Malkov & Yashunin 2018), whose recall
/// is set by `efSearch` and can be measured. The graph takes up what has changed at the next search that needs it. The same
/// calls give the same answers on every CPU. It belongs to one thread.
public final class VectorIndex {
  public struct Configuration: Sendable, Equatable {
    public static let dimensionMax = 65_536
    public static let mRange = 2...128
    public static let efRange = 1...1_000_000

    /// Elements of a vector, 1…65,536.
    public var dimension: Int
    public var metric: Metric
    /// M: links of a node of the graph, 2…128; twice as many on its lowest level.
    public var m: Int
    /// Candidates looked at for a node's links, 1…1,000,000.
    public var efConstruction: Int
    /// Candidates kept in a search, 1…1,000,000: more find more of the nearest and take longer.
    public var efSearch: Int
    /// With fewer vectors every search is an exact scan.
    ///
    /// Of 384 elements the graph overtakes the scan below 1,000 vectors at a recall of 0.96, and between 1,000 and 2,000 at
    /// `efSearch` 64 (one core of an AMD EPYC 9004, AVX-512: 41 µs against 49 at 2,000). Up to 5,000 a scan takes 0.1 ms and
    /// misses nothing.
    public var exactBelow: Int
    /// What the graph holds of each vector.
    public var code: Code
    public var seed: UInt64

    public init(
      dimension: Int, metric: Metric = .cosine, m: Int = 16, efConstruction: Int = 200, efSearch: Int = 64, exactBelow: Int = 5_000,
      code: Code? = nil, seed: UInt64 = 1
    ) {
      precondition(
        (1...Self.dimensionMax).contains(dimension) && Self.mRange.contains(m)
          && Self.efRange.contains(efConstruction) && Self.efRange.contains(efSearch) && exactBelow >= 0)
      self.dimension = dimension
      self.metric = metric
      self.m = m
      self.efConstruction = efConstruction
      self.efSearch = efSearch
      self.exactBelow = exactBelow
      // Eight bits resolve angles; distances between points far from the origin may need more.
      self.code = code ?? (metric == .l2 ? .float32 : .int8)
      self.seed = seed
    }
  }

  public internal(set) var configuration: Configuration
  var rows: VectorRows
  var tags = VectorTags()
  var graph: NeighbourGraph?
  var scan = ExactScan()
  var found: [UInt32] = []
  /// While a filter's condition is asked of each vector.
  var isAsking = false
  /// Where every change is kept, if anywhere.
  var file: VectorFile?

  public init(_ configuration: Configuration) {
    self.configuration = configuration
    rows = VectorRows(dimension: configuration.dimension)
  }

  public convenience init(dimension: Int, metric: Metric = .cosine) { self.init(Configuration(dimension: dimension, metric: metric)) }

  // MARK: Contents

  public var count: Int { rows.liveCount }
  /// In order of slots: of insertion, where nothing was removed.
  public var ids: [Int64] { (0..<rows.count).filter { rows.isLive[$0] }.map { rows.ids[$0] } }

  public func contains(_ id: Int64) -> Bool { rows.slots[id] != nil }

  /// Adds a vector.
  ///
  /// - Throws: `VectorError` if the id is taken, or the vector has another size, an element that isn't finite, a norm over
  ///   3·10¹⁸, or, for cosine, no direction.
  /// - Complexity: O(`dimension`), amortised; the graph takes it up at the next search that needs it.
  public func insert(_ id: Int64, _ vector: UnsafeBufferPointer<Float>, tag: String? = nil) throws(VectorError) {
    let inverseNorm = try check(vector)
    if contains(id) { throw .present(id) }
    try tags.check(tag)
    try rows.reserve(rows.count + 1)
    try commit(.insert(id: id, tag: tag, vector: vector))
    try place(id, vector, inverseNorm, tag)
  }

  /// Adds many vectors, row after row: all of them, or none if one is refused. In a file it is a commit for every 4 MB, so
  /// that of a call that is killed there may be the first ones.
  ///
  /// - Throws: `VectorError` as `insert`.
  public func insert(_ ids: [Int64], _ vectors: UnsafeBufferPointer<Float>, tags words: [String?]? = nil) throws(VectorError) {
    let dimension = configuration.dimension
    guard !isAsking else { throw .asked }
    precondition(vectors.count == ids.count * dimension && (words == nil || words!.count == ids.count))
    func vector(_ i: Int) -> UnsafeBufferPointer<Float> { UnsafeBufferPointer(rebasing: vectors[i * dimension..<(i + 1) * dimension]) }
    var inverseNorms: [Float] = [], fresh = Set<Int64>(minimumCapacity: ids.count)
    for (i, id) in ids.enumerated() {
      inverseNorms.append(try check(vector(i)))
      guard !contains(id), fresh.insert(id).inserted else { throw .present(id) }
      try tags.check(words?[i])
    }
    try rows.reserve(rows.liveCount + ids.count)
    var record = VectorRecord(), done = 0
    for i in ids.indices {
      if file != nil { VectorOperation.insert(id: ids[i], tag: words?[i], vector: vector(i)).write(to: &record) }
      guard record.bytes.count >= VectorSnapshot.recordSize || i == ids.count - 1 else { continue }
      try file?.append(record)
      record = VectorRecord()
      for j in done...i { try place(ids[j], vector(j), inverseNorms[j], words?[j]) }
      done = i + 1
    }
  }

  /// Puts another vector in the place of one; its tag stays.
  ///
  /// - Throws: `VectorError` as `insert`, or if there is none of that id.
  public func update(_ id: Int64, _ vector: UnsafeBufferPointer<Float>) throws(VectorError) {
    let inverseNorm = try check(vector)
    let slot = try slot(of: id)
    try commit(.update(id: id, vector: vector))
    rows.set(slot, vector.baseAddress!, inverseNorm: inverseNorm)
    graph?.note(slot)
  }

  /// Marks a vector with a word that searches may ask for, or with none.
  ///
  /// - Throws: `VectorError` if there is none of that id, or the word is longer than 1,000 bytes.
  public func setTag(_ id: Int64, _ tag: String?) throws(VectorError) {
    let slot = try slot(of: id)
    try tags.check(tag)
    try commit(.tag(id: id, tag))
    rows.set(slot, tag: tags.intern(tag))
  }

  /// Removes a vector; its slot is free for another.
  ///
  /// - Returns: whether there was one of that id.
  /// - Complexity: O(1); where more than 30% of the slots have become free, O(vectors · `dimension`), and the graph is built
  ///   anew at the next search that needs it.
  /// - Throws: `VectorError.file`, where there is one and it can't be written: the vector stays.
  @discardableResult public func remove(_ id: Int64) throws(VectorError) -> Bool {
    guard let slot = rows.slots[id].map(Int.init) else { return false }
    try commit(.remove(id: id))
    rows.remove(slot)
    graph?.remove(slot)
    if rows.free.count > 64, rows.free.count * 10 > rows.count * 3 {
      rows.compact()
      graph = nil
    }
    return true
  }

  /// A copy of the vector, as it was given.
  ///
  /// - Throws: `VectorError.absent`
  public func vector(_ id: Int64) throws(VectorError) -> [Float] {
    Array(UnsafeBufferPointer(start: rows.row(try slot(of: id)), count: configuration.dimension))
  }

  /// - Throws: `VectorError.absent`
  public func tag(_ id: Int64) throws(VectorError) -> String? { tags.word(rows.tags[try slot(of: id)]) }

  /// More find more of the nearest and take longer.
  ///
  /// - Precondition: it is in `Configuration.efRange`.
  /// - Throws: `VectorError.file`
  public func setEfSearch(_ ef: Int) throws(VectorError) {
    precondition(Configuration.efRange.contains(ef))
    try commit(.efSearch(ef))
    configuration.efSearch = ef
  }

  func place(_ id: Int64, _ vector: UnsafeBufferPointer<Float>, _ inverseNorm: Float, _ tag: String?) throws(VectorError) {
    let slot = try rows.add(id, vector.baseAddress!, inverseNorm: inverseNorm, tag: tags.intern(tag))
    graph?.note(slot)
  }

  func slot(of id: Int64) throws(VectorError) -> Int {
    guard let slot = rows.slots[id] else { throw .absent(id) }
    return Int(slot)
  }

  /// - Returns: 1 / norm; 0 of a vector of zeros.
  func check(_ vector: UnsafeBufferPointer<Float>) throws(VectorError) -> Float {
    guard vector.count == configuration.dimension else { throw .dimension(vector.count, expected: configuration.dimension) }
    let square = ck_dot_f32(vector.baseAddress!, vector.baseAddress!, vector.count)
    guard square.isFinite else { throw vector.allSatisfy(\.isFinite) ? .tooLong : .notFinite }
    guard square <= 1e37 else { throw .tooLong }
    guard square >= .leastNormalMagnitude else {
      if configuration.metric == .cosine { throw .noDirection }
      return 0
    }
    return 1 / square.squareRoot()
  }
}
