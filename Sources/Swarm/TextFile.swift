import Kernels

/// The text of a small file.
///
/// - Throws: `SwarmError` naming the path.
func textFile(_ path: String, limit: Int = 16_000_000) throws(SwarmError) -> String {
  do { return try TextFile.read(path, limit: limit) } catch { throw SwarmError("\(error)") }
}
