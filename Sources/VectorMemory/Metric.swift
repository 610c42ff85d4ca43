import CHNSW

/// How far two vectors are from each other; less is nearer.
public enum Metric: String, Sendable, CaseIterable {
  /// 1 − cosine of the angle between them, 0…2. Vectors have a direction.
  case cosine
  /// The squared Euclidean distance.
  case l2
  /// 1 − their product. No distance in the strict sense: a long vector may be nearer to others than they are to themselves.
  case innerProduct = "inner_product"

  var graphMetric: chnsw_metric {
    switch self {
    case .cosine: CHNSW_COSINE
    case .l2: CHNSW_L2
    case .innerProduct: CHNSW_INNER_PRODUCT
    }
  }
}

/// How the graph holds the vectors it walks along. What it finds is measured again by the vectors themselves.
public enum Code: String, Sendable, CaseIterable {
  /// Rounded to 8 bits, with a scale for each vector: a quarter of the memory traffic.
  case int8
  /// As they are, in a second copy: for vectors that lie much closer to each other than to the origin.
  case float32

  var graphCode: chnsw_code { self == .int8 ? CHNSW_I8 : CHNSW_F32 }
}
