using VirshLite.Translator;
using VirshLite.Translator.Context;

namespace VirshLite.Conformance.Security;

/// <summary>The host of the security data: none of the domains' files and devices is there, a few links are.</summary>
internal sealed class SecurityHost : IHostFacts
{
    private static readonly (string Link, string Target)[] Links =
    [
        ("/dev/cdrom", "/dev/sr0"), ("/var/run", "/run"), ("/bin", "/usr/bin"), ("/lib", "/usr/lib"), ("/sbin", "/usr/sbin"),
    ];

    /// <summary>A path with the links of that host followed.</summary>
    public static string Resolve(string path)
    {
        foreach ((string link, string target) in Links)
        {
            if (path == link || path.StartsWith(link + "/", StringComparison.Ordinal))
            {
                return target + path[link.Length..];
            }
        }

        return path;
    }
}
