// A memory that outlives the program.
extension CollectiveMemory {
  /// Takes up the memory in a file where it was, or begins one.
  ///
  /// What was done before `keep` returned is there for ever, however the program ends; of a `keep` that was cut short,
  /// everything or nothing. The file belongs to one memory at a time.
  ///
  /// - Throws: `SwarmError` where the file is in use, isn't a memory of this owner and dimension, or was changed by
  ///   somebody else; it is left as it was.
  public convenience init(_ configuration: Configuration, rule: MemoryRule = MemoryRule(), store path: String) throws(SwarmError) {
    self.init(configuration, rule: rule)
    let file = try MemoryFile(path: path)
    do throws(SwarmError) {
      try file.read(into: self)
      try file.write(self)
    } catch {
      file.close()
      throw error
    }
    self.file = file
  }

  /// Puts what has changed on the disk, in one commit; without a file it does nothing.
  ///
  /// - Throws: `SwarmError` where the disk refuses, or the file is closed.
  public func keep() throws(SwarmError) { try file?.write(self) }

  /// Lets others open the file. What was kept is there.
  public func close() { file?.close() }

  /// Puts episodes back into the ring, oldest first; of more than it holds the newest.
  func refill(_ episodes: [(Episode, [Float])], _ homes: [Int64], pending: Int, earlier: Int64) {
    let lost = max(0, episodes.count - configuration.episodesMax)
    ring.count(earlier: earlier + Int64(lost))
    for (i, (episode, unit)) in episodes.enumerated().dropFirst(lost) {
      if i == episodes.count - pending { ring.settle() }
      ring.append(episode, unit)
      ring.homes[ring.count - 1] = homes[i] > 0 ? homes[i] : nil
    }
    if pending == 0 { ring.settle() }
    while own.count > configuration.patternsMax { makeRoom(in: \.own, latest) }
    while outliers.count > configuration.patternsMax { makeRoom(in: \.outliers, latest) }
  }
}
