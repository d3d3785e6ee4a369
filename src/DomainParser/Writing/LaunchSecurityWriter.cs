using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;launchSecurity&gt;.</summary>
internal static class LaunchSecurityWriter
{
    public static void Write(XmlOutput xml, LaunchSecurity? security)
    {
        if (security is null)
        {
            return;
        }

        xml.Open("launchSecurity").Attr("type", LaunchSecurityType.Names[security.Type]);
        if (security.Type != LaunchSecurityType.S390Pv)
        {
            xml.YesNo("kernelHashes", security.KernelHashes).YesNo("authorKey", security.AuthorKey).YesNo("vcek", security.Vcek);
            xml.Element("cbitpos", security.CbitPos).Element("reducedPhysBits", security.ReducedPhysBits);
            xml.Open("policy").CloseWith("0x" + security.Policy.ToString(
                security.Type == LaunchSecurityType.Sev ? "x4" : "x8", System.Globalization.CultureInfo.InvariantCulture));
            xml.Element("dhCert", security.DhCert).Element("session", security.Session);
            xml.Element("guestVisibleWorkarounds", security.GuestVisibleWorkarounds).Element("idBlock", security.IdBlock);
            xml.Element("idAuth", security.IdAuth).Element("hostData", security.HostData);
        }

        xml.Close();
    }
}
