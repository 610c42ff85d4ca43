import CKernels

/// What a vector's or matrix's elements are.
public enum ElementType: UInt8, Sendable, CaseIterable {
  /// 32-bit float, the default.
  case f32 = 0
  /// 64-bit float.
  case f64 = 1
  /// 64-bit integer: money (µrUv), times (µs), counts.
  case i64 = 2
  /// One byte, 0 or 1: which elements an operation applies to.
  case mask = 3

  public var name: String { "\(self)" }
  public var size: Int { ck_type_size(ck_type(UInt32(rawValue))) }
}

/// A Swift type that elements may have.
public protocol Element: BitwiseCopyable, Sendable { static var elementType: ElementType { get } }
extension Float: Element { public static var elementType: ElementType { .f32 } }
extension Double: Element { public static var elementType: ElementType { .f64 } }
extension Int64: Element { public static var elementType: ElementType { .i64 } }
extension UInt8: Element { public static var elementType: ElementType { .mask } }
