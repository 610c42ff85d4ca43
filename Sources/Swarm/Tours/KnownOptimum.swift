import Glibc

/// The length of a shortest tour, where somebody has written it down beside an instance.
enum KnownOptimum {
  /// Looks beside "x.tsp" for a tour "x.opt.tour", and in its folder for "OPTIMA.tsv", whose rows begin with an instance's
  /// name, its number of cities and the optimum.
  ///
  /// - Returns: nil where neither knows the instance.
  /// - Throws: `SwarmError` where one is there and broken.
  static func beside(_ path: String, of problem: TravellingSalesman) throws(SwarmError) -> Int? {
    let stem = path.hasSuffix(".tsp") ? String(path.dropLast(4)) : path
    let tour = stem + ".opt.tour"
    if access(tour, R_OK) == 0 { return problem.length(of: try problem.readTour(tsplib: textFile(tour), file: tour)) }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    guard access(folder + "OPTIMA.tsv", R_OK) == 0 else { return nil }
    for (number, line) in try textFile(folder + "OPTIMA.tsv").split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let fields = line.split(separator: "\t")
      guard fields.count >= 3, fields[0] == problem.name, Int(fields[1]) == problem.count else { continue }
      guard let optimum = Int(fields[2]), optimum >= 0 else {
        throw SwarmError("\(folder)OPTIMA.tsv:\(number + 1): a length expected in the third column, got '\(fields[2])'")
      }
      return optimum
    }
    return nil
  }
}
