using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;console&gt;.</summary>
internal static class GuestConsoleWriter
{
    /// <summary>A console of target type serial prints the serial port that it mirrors (completion.md 6.7).</summary>
    public static void Write(XmlOutput xml, GuestConsole console, List<Serial> serials)
    {
        int place = (int)console.Port;
        CharacterDevice shown = console;
        uint? port = console.Port;
        if (console.TargetType == ConsoleTarget.Serial && place < serials.Count)
        {
            shown = serials[place];
            port = serials[place].Port;
        }

        ChardevWriter.WriteType(xml.Open("console"), shown.Source);
        if (xml.IsLive && console.TargetType == ConsoleTarget.Serial && shown.Source.Type == ChardevType.Pty)
        {
            xml.Attr("tty", shown.Source.Path);
        }

        ChardevWriter.WriteChildren(xml, shown.Source);
        xml.Open("target").Attr("type", ConsoleTarget.Names[console.TargetType]).Attr("port", port).Close();
        DeviceWriter.Finish(xml, shown);
    }
}
