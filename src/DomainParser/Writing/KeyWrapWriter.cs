using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;keywrap&gt;.</summary>
internal static class KeyWrapWriter
{
    public static void Write(XmlOutput xml, KeyWrap? keyWrap)
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

    private static void Cipher(XmlOutput xml, string name, bool? state)
    {
        if (state is not null)
        {
            xml.Open("cipher").Attr("name", name).OnOff("state", state).Close();
        }
    }
}
