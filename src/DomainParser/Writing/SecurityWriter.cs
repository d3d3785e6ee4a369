using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;seclabel&gt;, &lt;keywrap&gt;, &lt;launchSecurity&gt;.</summary>
internal static class SecurityWriter
{
    public static void SecLabel(XmlOutput xml, SecLabel label)
    {
        xml.Open("seclabel").Attr("type", SecLabelTypeNames.All[label.Type]).Attr("model", label.Model);
        if (label.Type != SecLabelType.None)
        {
            xml.YesNo("relabel", label.Relabel).Element("label", label.Label).Element("baselabel", label.BaseLabel);
        }

        xml.Close();
    }

    public static void KeyWrap(XmlOutput xml, KeyWrap? keyWrap)
    {
        if (keyWrap is null || (keyWrap.Aes is null && keyWrap.Dea is null))
        {
            return;
        }

        xml.Open("keywrap");
        Cipher(xml, "aes", keyWrap.Aes);
        Cipher(xml, "dea", keyWrap.Dea);
        xml.Close();
    }

    public static void LaunchSecurity(XmlOutput xml, LaunchSecurity? security)
    {
        if (security is null)
        {
            return;
        }

        xml.Open("launchSecurity").Attr("type", LaunchSecurityTypeNames.All[security.Type]);
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

    private static void Cipher(XmlOutput xml, string name, bool? state)
    {
        if (state is not null)
        {
            xml.Open("cipher").Attr("name", name).OnOff("state", state).Close();
        }
    }
}
