import CKernels

/// Elements between two looks for Ctrl-C; 3 ms of the slowest elementwise work.
private let pieceCount = 1 << 16

/// Calls `body` with the start and length of one piece of `count` elements after the other, and looks for Ctrl-C between
/// two. What is done then stays done.
///
/// - Throws: `ArrayError.interrupted`, or what `body` throws
@inline(__always)
func inPieces(_ count: Int, _ body: (_ start: Int, _ length: Int) throws(ArrayError) -> Void) throws(ArrayError) {
  var start = 0
  while start < count {
    let length = min(pieceCount, count - start)
    try body(start, length)
    start += length
    if start < count, ck_is_interrupted() { throw .interrupted }
  }
}

/// Refuses the result of a kernel over `count` elements that stops at Ctrl-C.
///
/// - Throws: `ArrayError.interrupted`
@inline(__always)
func checkNotInterrupted(after count: Int) throws(ArrayError) {
  if count > pieceCount, ck_is_interrupted() { throw .interrupted }
}
