import Hummingbird
import HummingbirdTLS
import Logging
import ServiceLifecycle

/// A process's door for browsers: the same routes as on plain loopback, behind the home's certificate.
///
/// The fleet's own processes and the command line stay on the plain door, which only this machine reaches; so a
/// certificate that has run out keeps people out, and nothing stops that is on its way.
struct SecureDoor {
    let port: Int
    let certificate: FleetFile.Certificate

    /// Nil for a home without a certificate.
    init?(_ file: FleetFile?, _ owner: String) {
        guard let certificate = file?.tls, let port = file?.process(owner)?.tlsPort else { return nil }
        self.port = port
        self.certificate = certificate
    }

    /// The server; throws when the certificate or its key cannot be used.
    func service(_ router: Router<FleetProcess.Context>, log: Logger) throws -> any Service {
        let chain = try NIOSSLCertificate.fromPEMFile(certificate.chain)
        let key = try NIOSSLPrivateKey(file: certificate.key, format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        return Application(
            router: router,
            server: try .tls(.http1(), tlsConfiguration: configuration),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            logger: log
        )
    }
}
