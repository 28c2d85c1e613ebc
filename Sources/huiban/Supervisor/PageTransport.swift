import ArgumentParser
import Fleet
import Foundation

/// How browsers reach the pages: as before, over TLS with a certificate from now on, or in plain from now on.
enum PageTransport {
    case asBefore
    case certified(FleetFile.Certificate)
    case plain

    /// The words of `--tls`: a certificate and its key, or `off`; throws on anything else, and on files that are not there.
    init(words: [String]) throws {
        switch words.count {
        case 0: self = .asBefore
        case 1 where words[0] == "off": self = .plain
        case 2:
            let paths = words.map { URL(fileURLWithPath: $0).path }
            if let missing = paths.first(where: { !FileManager.default.isReadableFile(atPath: $0) }) {
                throw ValidationError("无法读取 \(missing) / \(missing) cannot be read")
            }
            self = .certified(FleetFile.Certificate(chain: paths[0], key: paths[1]))
        case _: throw ValidationError("--tls 证书 私钥，或 --tls off / --tls CERTIFICATE KEY, or --tls off")
        }
    }

    /// The certificate that holds, where another held before.
    func certificate(before: FleetFile.Certificate?) -> FleetFile.Certificate? {
        switch self {
        case .asBefore: before
        case .certified(let certificate): certificate
        case .plain: nil
        }
    }
}
