import Glibc
import Kernels
import VectorMemory

// Keeps vectors in a file until it is killed, and appends to a second file what it was told is done, 8 bytes each: an id
// that was inserted, or the negative of one that was removed.
//
//   keeper FILE ACKNOWLEDGED FIRST

let arguments = CommandLine.arguments
let index = try VectorIndex(.init(dimension: 8), file: arguments[1])
let output = open(arguments[2], O_WRONLY | O_CREAT | O_APPEND, 0o600)

func tell(_ ids: Int64...) { _ = ids.withUnsafeBytes { write(output, $0.baseAddress!, $0.count) } }

/// What the vector of an id is: the tests know it too.
func vector(_ id: Int64) -> [Float] { (0..<8).map { Float((id * 8 + $0) % 1_000 + 1) } }

/// One vector; of every third the end; after every fifth three at once.
for id in Int64(arguments[3])!... {
  try vector(id).withUnsafeBufferPointer { try index.insert(id, $0) }
  tell(id)
  if id % 3 == 0 {
    try index.remove(id)
    tell(-id)
  }
  if id % 5 == 0 {
    let ids = (1...3).map { id + $0 * 1_000_000_000 }
    try ids.flatMap(vector).withUnsafeBufferPointer { try index.insert(ids, $0) }
    tell(ids[0], ids[1], ids[2])
  }
  if id % 200 == 0 { try index.save() }
}
