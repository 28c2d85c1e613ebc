import Casework
import Contracts
import Hummingbird

extension DeskAPI {
    /// `GET /services/files/{sha256}`: for the process of an agency that may see the file, as the coordinator says.
    func serve(_ request: Request, _ sha256: String) async throws -> Response {
        let agency = try services.owner(request)
        guard FileStore.isHash(sha256) else { throw APIRefusal.fileNotFound }
        switch await neighbours.readers(of: sha256) {
        case .unreachable: throw APIRefusal.fileNotAvailable
        case .refused: throw APIRefusal.fileNotFound
        case .answered(let readers):
            guard readers.agencies.contains(agency), let bytes = try await files.bytes(sha256) else {
                throw APIRefusal.fileNotFound
            }
            var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
            response.headers[.contentType] = "application/octet-stream"
            return response
        }
    }

    /// Bytes that this agency may see and does not have: from one that has them, checked and kept; nil when it turns
    /// out that it may not see them.
    func fetch(_ sha256: String, size: Int?) async throws -> [UInt8]? {
        let holders: [String]
        switch await neighbours.readers(of: sha256) {
        case .unreachable: throw APIRefusal.fileNotAvailable
        case .refused: return nil
        case .answered(let readers): holders = readers.holders.filter { $0 != desk.agency }
        }
        var isAnswered = true
        for holder in holders {
            switch await neighbours.file(sha256, from: holder) {
            case .answered(let bytes) where ContentHash.of(bytes) == sha256 && (size ?? bytes.count) == bytes.count:
                _ = try await files.keep(bytes)
                return bytes
            case .answered, .unreachable: isAnswered = false
            case .refused: break
            }
        }
        if !isAnswered { throw APIRefusal.fileNotAvailable }
        return nil
    }
}

extension APIRefusal {
    /// There is no such file, or its sender may not see it; the two are not told apart.
    static var fileNotFound: APIRefusal {
        APIRefusal(.notFound, Problem("FILE_NOT_FOUND", zh: "没有这个附件", en: "There is no such file for you"))
    }

    static var fileNotAvailable: APIRefusal {
        APIRefusal(
            .badGateway,
            Problem(
                "FILE_NOT_AVAILABLE",
                zh: "附件暂时取不到，请稍后再试",
                en: "The file cannot be fetched at the moment; please try again"
            )
        )
    }
}
