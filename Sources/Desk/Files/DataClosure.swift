package import Casework

/// Whether what names people in a case may still be shown, as the coordinator says who alone knows when the case ended.
package enum DataClosure: String, Hashable, Codable, Sendable {
    /// It may, for a reason.
    case none
    /// The case is filed: what it holds is for the archive alone.
    case archived
    /// Somebody asked to delete it and a term forbids that: nothing but storage (个人信息保护法 art. 47).
    case restricted

    /// Why it is not shown, nil when it may be.
    package var refusal: Problem? {
        switch self {
        case .none: nil
        case .archived:
            Problem(
                "CASE_ARCHIVED",
                zh: "案件已归档，联系方式不再显示；确需查阅的，按档案利用手续办理",
                en:
                    "The case is filed and contact data is not shown any more; what must be seen is asked of the archive"
            )
        case .restricted:
            Problem(
                "DATA_RESTRICTED",
                zh: "已应请求停止处理，除存储和必要的安全保护外不得使用（个人信息保护法第47条）",
                en: "On request nothing is done with this data but storage and what protects it (PIPL art. 47)"
            )
        }
    }

    /// The refusal while the coordinator cannot be asked about a task that is over.
    package static let unknown = Problem(
        "RETENTION_UNKNOWN",
        zh: "暂时无法向督查室核实案件是否已归档，请稍后再试",
        en: "The supervision office cannot be asked now whether the case is filed; try again later"
    )
}
