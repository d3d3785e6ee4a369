using System.Text;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Machine;

/// <summary>Launch security (core-arguments.md 15).</summary>
internal static class LaunchSecurityArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        if (builder.Domain.LaunchSecurity is not { } security)
        {
            return;
        }

        builder.AddObject(security.Type switch
        {
            LaunchSecurityType.Sev => Sev(builder, security),
            LaunchSecurityType.SevSnp => SevSnp(security),
            _ => CommandLineBuilder.Object("s390-pv-guest", "lsec0"),
        });
    }

    private static PropertyBag Sev(CommandLineBuilder builder, LaunchSecurity security) =>
        CommandLineBuilder.Object("sev-guest", "lsec0")
            .Add("cbitpos", security.CbitPos)
            .Add("reduced-phys-bits", security.ReducedPhysBits)
            .Add("policy", security.Policy)
            .Add("dh-cert-file", File(builder, security.DhCert, "dh_cert.base64"))
            .Add("session-file", File(builder, security.Session, "session.base64"))
            .Add("kernel-hashes", security.KernelHashes);

    private static PropertyBag SevSnp(LaunchSecurity security) =>
        CommandLineBuilder.Object("sev-snp-guest", "lsec0")
            .Add("cbitpos", security.CbitPos)
            .Add("reduced-phys-bits", security.ReducedPhysBits)
            .Add("kernel-hashes", security.KernelHashes)
            .Add("policy", security.Policy)
            .Add("guest-visible-workarounds", security.GuestVisibleWorkarounds)
            .Add("id-block", security.IdBlock)
            .Add("id-auth", security.IdAuth)
            .Add("host-data", security.HostData)
            .Add("author-key-enabled", security.AuthorKey)
            .Add("vcek-disabled", !security.Vcek);

    private static string? File(CommandLineBuilder builder, string? content, string name)
    {
        if (content is null)
        {
            return null;
        }

        string path = builder.Context.Paths.DomainDirectory + "/" + name;
        builder.Plan.Files.Add(new PlannedFile(path, PlannedFileKind.Content, FileModes.OwnerFile) { Content = Encoding.UTF8.GetBytes(content) });
        return path;
    }
}
