import Crypto
import Foundation

/// Names of voters that say nothing without the key: the file, the log and the journal hold no others.
///
/// The key of a vote is derived from a secret of the bureau that lies beside its credentials, and from the case: whoever
/// has the file or the journal alone cannot say whose ballot it is, and the same owner has other tokens in other votes.
/// Nothing of it has to be kept, so that a file rebuilt from its journal goes on with an open vote.
struct VoterTokens {
    private let key: SymmetricKey

    init(secret: SymmetricKey, caseID: String) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: secret,
            salt: Data(caseID.utf8),
            info: Data("huiban.vote.voter".utf8),
            outputByteCount: 32
        )
    }

    /// The token of an owner: 128 bits in hexadecimal.
    func token(of voter: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in HMAC<SHA256>.authenticationCode(for: Data(voter.utf8), using: key).prefix(16) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
