using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>Certificates by which the two QEMUs of a migration know each other (guest-state.md 6.3).</summary>
/// <param name="Directory">Where they lie, QEMU's user reads them: ca-cert.pem, client-cert.pem, server-cert.pem and their keys.</param>
/// <param name="VerifiesPeer">The other side has to show one too.</param>
public sealed record MigrationTls(string Directory, bool VerifiesPeer)
{
    /// <summary>The object's id in QEMU.</summary>
    public const string Id = "objlibvirt_migrate_tls0";

    /// <summary>The name that the other side's certificate has to be for.</summary>
    public string PeerName { get; init; } = "";

    public static QmpStep Unload { get; } = new("object-del", new PropertyBag().Add("id", Id)) { IgnoreErrors = true };

    /// <param name="endpoint">client or server.</param>
    public QmpStep Load(string endpoint) => new("object-add", new PropertyBag()
        .Add("qom-type", "tls-creds-x509").Add("id", Id).Add("dir", Directory).Add("endpoint", endpoint).Add("verify-peer", VerifiesPeer))
    {
        Undo = [Unload],
        UndoAt = UndoTime.Failure,
        Purpose = "loading the TLS certificates of migrations",
    };
}
