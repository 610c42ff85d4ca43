import CKernels

/// Vectors by id, and the nearest of them to another.
///
/// Small sets are scanned exactly; from `exactBelow` vectors on a graph answers (HNSW, Malkov & Yashunin 2018), whose recall
/// is set by `efSearch` and can be measured. The graph takes up what has changed at the next search that needs it. The same
/// calls give the same answers on every CPU. It belongs to one thread.
public final class VectorIndex {
  public struct Configuration: Sendable, Equatable {
    public static let dimensionMax = 65_536

    /// Elements of a vector, 1…65,536.
    public var dimension: Int
    public var metric: Metric
    /// M: links of a node of the graph, 2…128; twice as many on its lowest level.
    public var m: Int
    /// Candidates looked at for a node's links, ≥ 1.
    public var efConstruction: Int
    /// Candidates kept in a search, ≥ 1: more find more of the nearest and take longer.
    public var efSearch: Int
    /// With fewer vectors every search is an exact scan.
    public var exactBelow: Int
    /// What the graph holds of each vector.
    public var code: Code
    public var seed: UInt64

    public init(
      dimension: Int, metric: Metric = .cosine, m: Int = 16, efConstruction: Int = 200, efSearch: Int = 64, exactBelow: Int = 5_000,
      code: Code? = nil, seed: UInt64 = 1
    ) {
      precondition((1...Self.dimensionMax).contains(dimension) && (2...128).contains(m) && efConstruction >= 1 && efSearch >= 1 && exactBelow >= 0)
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
    let slot = try rows.add(id, vector.baseAddress!, inverseNorm: inverseNorm, tag: tags.intern(tag))
    graph?.note(slot)
  }

  /// Puts another vector in the place of one; its tag stays.
  ///
  /// - Throws: `VectorError` as `insert`, or if there is none of that id.
  public func update(_ id: Int64, _ vector: UnsafeBufferPointer<Float>) throws(VectorError) {
    let inverseNorm = try check(vector)
    let slot = try slot(of: id)
    rows.set(slot, vector.baseAddress!, inverseNorm: inverseNorm)
    graph?.note(slot)
  }

  /// Marks a vector with a word that searches may ask for, or with none.
  ///
  /// - Throws: `VectorError` if there is none of that id, or the word is longer than 1,000 bytes.
  public func setTag(_ id: Int64, _ tag: String?) throws(VectorError) {
    let slot = try slot(of: id)
    rows.set(slot, tag: try tags.intern(tag))
  }

  /// Removes a vector; its slot is free for another.
  ///
  /// - Returns: whether there was one of that id.
  /// - Complexity: O(1); where more than 30% of the slots have become free, O(vectors · `dimension`), and the graph is built
  ///   anew at the next search that needs it.
  @discardableResult public func remove(_ id: Int64) -> Bool {
    guard let slot = rows.slots[id].map(Int.init) else { return false }
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
