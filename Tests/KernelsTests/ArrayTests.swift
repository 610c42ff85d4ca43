import CKernels
import Kernels
import Testing

@Suite struct ArrayTests {
  let floats: [ElementType] = [.f32, .f64]

  @Test func `a strided operation gives what a contiguous one gives`() throws {
    var random = RandomStream(seed: 4, "strided")
    let matrix = Matrix((0..<120).map { _ in Float(random.normal()) }, rows: 12, columns: 10)
    for j in 0..<10 {
      let strided = try matrix.column(j), contiguous = try strided.copy()
      #expect(!strided.isContiguous && contiguous.isContiguous)
      #expect(try strided.asArray(of: Float.self) == contiguous.asArray())
      #expect(try strided.sum() == contiguous.sum())
      #expect(try strided.dot(strided) == contiguous.dot(contiguous))
      #expect(try strided.max() == contiguous.max())
      #expect(try strided.argmin() == contiguous.argmin())
      #expect(try strided.order().asArray(of: Int64.self) == contiguous.order().asArray())
      #expect(try strided.combined(.mul, contiguous).isEqual(to: contiguous.combined(.mul, contiguous)))
      #expect(try strided.compare(.less, 0).isEqual(to: contiguous.compare(.less, 0)))
      try strided.axpy(2, contiguous)
      try contiguous.axpy(2, try contiguous.copy())
      try strided.apply(.exp)
      try contiguous.apply(.exp)
      #expect(try strided.isEqual(to: contiguous))
      try strided.softmax()
      try contiguous.softmax()
      try strided.sort(descending: true)
      try contiguous.sort(descending: true)
      #expect(try strided.isEqual(to: contiguous))
      #expect(try matrix.column(j).isEqual(to: contiguous), "the matrix was written")
    }
  }

  @Test func `a transposed matrix computes as its copy does`() throws {
    var random = RandomStream(seed: 6, "transpose")
    let a = Matrix((0..<35).map { _ in Float(random.normal()) }, rows: 5, columns: 7), x = Vector((0..<5).map { _ in Float(random.normal()) })
    let view = try a.transpose(), copy = try view.copy()
    #expect(view.rows == 7 && !view.isContiguous && copy.isContiguous)
    #expect(try view.gemv(x).isEqual(to: copy.gemv(x)))
    #expect(try view.gemm(a).isEqual(to: copy.gemm(a)))
    #expect(try view.combined(.add, copy).isEqual(to: copy.combined(.mul, 2)))
    #expect(try view.combined(.sub, copy).sum() == 0)
    #expect(try view.transpose().isEqual(to: a))
  }

  @Test func `a slice shares its elements and ends with them`() throws {
    let whole = Vector([1, 2, 3, 4, 5] as [Double]), middle = try whole.slice(1..<4)
    try middle.fill(9)
    #expect(try whole.asArray() == [1, 9, 9, 9, 5])
    middle.close()
    #expect(!middle.isLive && whole.isLive, "a slice lets go of itself only")
    let other = try whole.slice(0..<2)
    whole.close()
    whole.close()
    #expect(!other.isLive)
    #expect(throws: ArrayError.stale) { try other.sum() }
    #expect(throws: ArrayError.stale) { try whole.fill(0) }
    #expect(throws: ArrayError.stale) { try other.slice(0..<1) }
    #expect(throws: ArrayError.stale) { try other.copy() }
    #expect(throws: ArrayError.stale) { try Vector([1.0]).dot(other) }
    #expect("\(other)" == "vector (closed)")
  }

  @Test func `every in-place operation refuses a read-only view`() throws {
    let owner = Vector([1, 2] as [Float])
    var view = owner.view.pointee
    view.read_only = true
    let frozen = Vector(viewing: view)
    #expect(throws: ArrayError.readOnly) { try frozen.fill(1) }
    #expect(throws: ArrayError.readOnly) { try frozen.combine(.add, 1) }
    #expect(throws: ArrayError.readOnly) { try frozen.axpy(1, owner) }
    #expect(throws: ArrayError.readOnly) { try frozen.apply(.exp) }
    #expect(throws: ArrayError.readOnly) { try frozen.softmax() }
    #expect(throws: ArrayError.readOnly) { try frozen.sort() }
    #expect(throws: ArrayError.readOnly) { try frozen.setElement(0, to: 1) }
    #expect(throws: ArrayError.readOnly) { try frozen.assign(owner) }
    #expect(throws: ArrayError.readOnly) { try frozen.withMutableElements(of: Float.self) { _ in } }
    #expect(try frozen.slice(0..<1).isReadOnly)
    #expect(try frozen.copy().isReadOnly == false)
  }

  @Test func `arithmetic is element by element, in every type`() throws {
    for type in floats + [.i64] {
      let a = try Vector([6, 8, 10] as [Int64]).converted(to: type), b = try Vector([3, 2, 5] as [Int64]).converted(to: type)
      func check(_ v: Vector, _ expected: [Int64]) throws { #expect(try v.converted(to: .i64).asArray() == expected) }
      try check(a.combined(.add, b), [9, 10, 15])
      try check(a.combined(.sub, b), [3, 6, 5])
      try check(a.combined(.mul, b), [18, 16, 50])
      try check(a.combined(.div, b), [2, 4, 2])
      try check(a.combined(.min, 7), [6, 7, 7])
      try check(a.combined(.sub, 1, reversed: true), [-5, -7, -9])
      try a.axpy(2, b)
      try check(a, [12, 12, 20])
    }
  }

  @Test func `integers never wrap`() throws {
    let big = Vector([1, Int64.max] as [Int64])
    #expect(throws: ArrayError.overflow("add", index: 1)) { try big.combined(.add, 1) }
    #expect(throws: ArrayError.overflow("mul", index: 1)) { try big.combine(.mul, 2) }
    #expect(throws: ArrayError.overflow("div", index: 0)) { try Vector([Int64.min]).combined(.div, -1) }
    #expect(throws: ArrayError.divisionByZero(index: 0)) { try big.combined(.div, 0) }
    #expect(try big.asArray() == [1, Int64.max], "a failed operation changes nothing")
    #expect(throws: ArrayError.overflow("sum", index: nil)) { try big.sum() }
    #expect(try Vector([Int64.max, 5, -Int64.max]).sum() == 5, "only the total must fit")
    #expect(throws: ArrayError.overflow("dot", index: nil)) { try big.dot(big) }
    #expect(try Vector([Int64.min, Int64.max]).mean() == -0.5)
    #expect(throws: ArrayError.value("0.5 is no 64-bit integer: the elements are i64")) { try big.fill(0.5) }
    #expect(try Vector([-7, 7] as [Int64]).combined(.div, 2).asArray(of: Int64.self) == [-4, 3], "rounded down, as Lua's //")
  }

  @Test func `nothing, one element, NaN and infinity have defined answers`() throws {
    for type in ElementType.allCases {
      let empty = try Vector(type, count: 0)
      #expect(try empty.sum().double == 0 && empty.min() == nil && empty.max() == nil && empty.mean().isNaN && empty.argmax() == nil)
      #expect(try empty.order().count == 0 && empty.top(3).count == 0 && empty.copy().count == 0)
      try empty.sort()
    }
    try Vector(.f32, count: 0).softmax()
    let one = Vector([3] as [Float])
    try one.softmax()
    #expect(one[0] == 1 as Float)
    let odd = Vector([.nan, 2, -.infinity, .nan, 5, 5] as [Float])
    #expect(try odd.argmax() == 4 && odd.argmin() == 2 && odd.max() == 5 && odd.min() == .number(-.infinity))
    #expect(try odd.sum().double.isNaN)
    #expect(try odd.order().asArray(of: Int64.self) == [2, 1, 4, 5, 0, 3], "NaN last")
    #expect(try odd.order(descending: true).asArray(of: Int64.self) == [4, 5, 1, 2, 0, 3])
    #expect(try odd.top(9).asArray(of: Int64.self) == [4, 5, 1, 2])
    let nothing = Vector([.nan, .nan] as [Double])
    #expect(try nothing.argmax() == nil && nothing.max()!.double.isNaN)
    #expect(try Vector([0, 0] as [Float]).cosine(Vector([1, 0] as [Float])) == 0)
    let lost = Vector([1, .infinity] as [Float])
    try lost.softmax()
    #expect(try lost.asArray(of: Float.self).allSatisfy(\.isNaN))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `order is the stable sort and top_k its head`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "order")
    let elements = (0..<random.below(300)).map { _ in Int64(random.below(20)) }
    let ascending = elements.indices.sorted { (elements[$0], $0) < (elements[$1], $1) }.map(Int64.init)
    let descending = elements.indices.sorted { (-elements[$0], $0) < (-elements[$1], $1) }.map(Int64.init)
    for type in floats + [.i64] {
      let vector = try Vector(elements).converted(to: type)
      #expect(try vector.order().asArray() == ascending)
      #expect(try vector.order(descending: true).asArray() == descending)
      let limit = random.below(elements.count + 3)
      #expect(try vector.top(limit).asArray() == Array(descending.prefix(limit)))
      if let first = descending.first { #expect(try vector.argmax() == Int(first)) }
    }
  }

  @Test func `masks choose`() throws {
    let v = Vector([4, 1, 3, 2] as [Int64])
    let big = try v.compare(.greaterEqual, 3), odd = Vector([0, 1, 1, 0] as [UInt8])
    #expect(try big.asArray(of: UInt8.self) == [1, 0, 1, 0])
    #expect(try big.intersection(odd).asArray(of: UInt8.self) == [0, 0, 1, 0])
    #expect(try big.union(odd).sum() == 3)
    #expect(try big.inverted().asArray(of: UInt8.self) == [0, 1, 0, 1])
    #expect(try v.argmin(where: big) == 2)
    #expect(try v.argmax(where: Vector(.mask, count: 4)) == nil)
    #expect(try v.select(where: big, else: 0).asArray(of: Int64.self) == [4, 0, 3, 0])
    #expect(throws: ArrayError.type(expected: "mask", .i64)) { try v.argmin(where: v) }
    #expect(throws: ArrayError.shape("count 4 does not match count 1")) { try Vector([1] as [Int64]).select(where: big, else: 0) }
    #expect(throws: ArrayError.type(expected: "f32, f64 or i64", .mask)) { try big.combine(.add, 1) }
  }

  @Test func `a claim no memory can meet is an error`() {
    #expect(throws: ArrayError.outOfMemory(elements: 1 << 50, .f64)) { try Vector(.f64, count: 1 << 50) }
    #expect(throws: ArrayError.outOfMemory(elements: .max, .f32)) { try Matrix(.f32, rows: 1 << 40, columns: 1 << 40) }
    #expect(throws: ArrayError.self) { try Vector(.f32, count: -1) }
  }

  @Test func `a thread's allowance bounds what a script may allocate`() throws {
    let outer = ck_set_allowance(10_000)
    defer { ck_set_allowance(outer) }
    let first = try Vector(.f32, count: 2000)
    #expect(throws: ArrayError.outOfMemory(elements: 2000, .f32)) { try first.copy() }
    #expect(try first.slice(0..<500).copy().count == 500)
    #expect(Vector([Double](repeating: 1, count: 5000)).count == 5000, "what exists natively may be shown")
  }

  @Test func `printing is readable`() throws {
    #expect("\(Vector([1.25, 0.5, -3] as [Float]))" == "vector f32[3]  1.25 0.5 -3")
    #expect("\(Vector((0..<1000).map { Int64($0) }))" == """
      vector i64[1000]  min 0  mean 499.5  max 999
        0 1 2 3 4 5 6 … 999
        ▁▁▁▁▁▂▂▂▂▂▃▃▃▃▃▄▄▄▄▄▅▅▅▅▅▆▆▆▆▆▇▇▇▇▇█████
      """)
    #expect("\(Matrix([1, 20, 3.5, 4] as [Double], rows: 2, columns: 2))" == "matrix f64[2×2]\n    1  20\n  3.5   4")
    #expect("\(try Vector(.f32, count: 0))" == "vector f32[0]")
    #expect("\(try Matrix(.f32, rows: 100, columns: 3))" == """
      matrix f32[100×3]  min 0  mean 0  max 0
        0  0  0
        0  0  0
        0  0  0
        0  0  0
        ⋮
        0  0  0
      """)
    let odd = Vector([.nan, .infinity, 2, 2, 2, 2, 2, 2, 2, 2, 4] as [Double])
    #expect("\(odd)".hasPrefix("vector f64[11]  min 2  mean 2.2222  max 4  1 nan  1 inf\n"))
    #expect("\(Vector((0..<100).map { UInt8($0 % 4 == 0 ? 1 : 0) }))".hasPrefix("vector mask[100]  25 of 100 set\n"))
    let large = Matrix([Float](repeating: 0.5, count: 1200), rows: 20, columns: 60)
    #expect(large.card.text(width: 40).contains("\n  0.5  0.5  0.5  0.5  0.5  0.5  …  0.5\n"))
  }

  @Test func `an 8-bit matrix keeps within half a step of its weights`() throws {
    var random = RandomStream(seed: 12, "quantized")
    for (group, columns) in [(32, 100), (64, 384), (64, 1)] {
      let matrix = Matrix((0..<9 * columns).map { _ in Float(random.normal()) }, rows: 9, columns: columns)
      let quantized = try QuantizedMatrix(quantizing: matrix, group: group), back = try quantized.dequantized()
      for i in 0..<9 {
        for j in 0..<columns {
          let members = (j / group * group)..<min(columns, (j / group + 1) * group)
          let step = members.map { abs(matrix[i, $0] as Float) }.max()! / 127
          #expect(abs((matrix[i, j] as Float) - back[i, j]) <= step * 0.5001)
        }
      }
      let x = (0..<columns).map { _ in Float(random.normal()) }
      var y = [Float](repeating: 0, count: 9)
      x.withUnsafeBufferPointer { x in y.withUnsafeMutableBufferPointer { quantized.gemv(x, into: $0) } }
      let exact = try matrix.gemv(Vector(x)).asArray(of: Float.self)
      for (y, exact) in zip(y, exact) { #expect(abs(y - exact) < 0.03 * Float(columns).squareRoot() + 0.02) }
    }
  }
}
