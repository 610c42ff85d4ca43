import CKernels
import Kernels

/// Which voices come through at one moment, and whose two-faced liars speak with.
///
/// Each cell of the graph has draws of its own at each moment: a round, or an activation. Cells in order share blocks of four.
struct Hearing {
  private let key: UInt64
  private let moment: UInt64
  /// Draws below it are losses.
  private let limit: UInt64
  private let faces: UInt64
  private let firstFace: Int
  private let isLiar: [Bool]
  private var losses = Block()
  private var masks = Block()

  init(_ population: Population, moment: UInt64) {
    key = RandomStream(seed: population.seed, "population", "hearing").state.key
    self.moment = moment
    limit = UInt64(population.setup.loss * 0x1p32)
    faces = UInt64(population.faces)
    firstFace = population.agentCount
    isLiar = population.faces > 0 ? population.liars : []
  }

  /// Who is heard through a cell that holds a neighbour; nil: nobody.
  @inline(__always)
  mutating func voice(_ cell: Int, _ neighbour: Int) -> Int? {
    if limit > 0, losses.draw(key, moment, cell) < limit { return nil }
    guard faces > 0, isLiar[neighbour] else { return neighbour }
    return firstFace + Int((masks.draw(~key, moment, cell) * faces) >> 32)
  }

  /// The block of draws that was made last.
  private struct Block {
    private var words: (UInt64, UInt64) = (0, 0)
    private var index = UInt64.max

    /// 32 random bits.
    @inline(__always)
    mutating func draw(_ key: UInt64, _ moment: UInt64, _ cell: Int) -> UInt64 {
      if UInt64(cell) >> 2 != index {
        index = UInt64(cell) >> 2
        withUnsafeMutableBytes(of: &words) { ck_philox(key, moment, index, $0.assumingMemoryBound(to: UInt64.self).baseAddress!) }
      }
      let word = cell & 2 == 0 ? words.0 : words.1
      return cell & 1 == 0 ? word & 0xFFFF_FFFF : word >> 32
    }
  }
}
