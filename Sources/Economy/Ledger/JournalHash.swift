import CSodium
import Storage

extension Fingerprint {
  /// BLAKE2b-256 of some bytes and a name after them.
  init(of bytes: UnsafeRawBufferPointer, _ name: String) {
    _ = sodium
    self.init()
    withUnsafeMutableBytes(of: &words) { output in
      let status: Int32
      if name.isEmpty {
        status = crypto_generichash_blake2b(output.baseAddress!, 32, bytes.baseAddress!, UInt64(bytes.count), nil, 0)
      } else {
        let message = Array(bytes) + Array(name.utf8)
        status = crypto_generichash_blake2b(output.baseAddress!, 32, message, UInt64(message.count), nil, 0)
      }
      precondition(status == 0, "BLAKE2b failed")
    }
  }
}

/// Lets libsodium choose its fastest code, once.
private let sodium: Int32 = {
  let status = sodium_init()
  precondition(status >= 0, "libsodium could not start")
  return status
}()
