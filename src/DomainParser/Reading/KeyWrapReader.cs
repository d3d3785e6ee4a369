using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;keywrap&gt; (s390).</summary>
internal static class KeyWrapReader
{
    public static KeyWrap Read(XmlCursor cursor)
    {
        var keyWrap = new KeyWrap();
        foreach (XmlCursor cipher in cursor.Children("cipher"))
        {
            string name = cipher.RequiredText("name");
            bool state = cipher.OnOff("state") ?? throw cipher.Error("<cipher> needs the attribute 'state'");
            switch (name)
            {
                case "aes":
                    keyWrap.Aes = keyWrap.Aes is null ? state : throw cipher.Error("the cipher 'aes' is given more than once");
                    break;
                case "dea":
                    keyWrap.Dea = keyWrap.Dea is null ? state : throw cipher.Error("the cipher 'dea' is given more than once");
                    break;
                default:
                    throw cipher.Error($"unknown cipher '{name}'; aes or dea would be right");
            }
        }

        return keyWrap;
    }
}
