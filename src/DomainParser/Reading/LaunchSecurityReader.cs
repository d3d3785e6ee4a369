using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;launchSecurity&gt; (formatdomain, "Launch Security").</summary>
internal static class LaunchSecurityReader
{
    public static LaunchSecurity Read(XmlCursor cursor)
    {
        if (cursor.Text("type") == "tdx" && cursor.Knows("12.8"))
        {
            // known by then, but not here
            throw cursor.Refused("'tdx' launch security is not supported", RefusalKind.Unsupported);
        }

        var security = new LaunchSecurity { Position = cursor.Position, Type = cursor.RequiredEnum("type", LaunchSecurityType.Names) };
        if (security.Type == LaunchSecurityType.S390Pv)
        {
            return security;
        }

        security.KernelHashes = cursor.YesNo("kernelHashes");
        security.CbitPos = cursor.FilledChild("cbitpos")?.ContentUInt();
        security.ReducedPhysBits = cursor.FilledChild("reducedPhysBits")?.ContentUInt();
        XmlCursor policy = cursor.RequiredChild("policy");
        security.Policy = policy.ContentHex(security.Type == LaunchSecurityType.Sev ? uint.MaxValue : ulong.MaxValue);
        if (security.Type == LaunchSecurityType.Sev)
        {
            security.DhCert = OsReader.Text(cursor, "dhCert");
            security.Session = OsReader.Text(cursor, "session");
            return security;
        }

        security.AuthorKey = cursor.YesNo("authorKey");
        security.Vcek = cursor.YesNo("vcek");
        security.GuestVisibleWorkarounds = OsReader.Text(cursor, "guestVisibleWorkarounds");
        security.IdBlock = OsReader.Text(cursor, "idBlock");
        security.IdAuth = OsReader.Text(cursor, "idAuth");
        security.HostData = OsReader.Text(cursor, "hostData");
        return security;
    }
}
