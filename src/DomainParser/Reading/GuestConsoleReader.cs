using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;console&gt;; its port is always its place in the list (completion.md 2.1).</summary>
internal static class GuestConsoleReader
{
    public static GuestConsole Read(XmlCursor cursor, List<GuestConsole> before)
    {
        var console = new GuestConsole { Source = ChardevReader.Read(cursor), Port = (uint)before.Count, TargetType = ConsoleTarget.Serial };
        cursor.IgnoreAttributes("tty");
        if (cursor.Child("target") is { } target)
        {
            ChardevReader.CheckTarget(target, ConsoleTarget.Names);
            console.TargetType = target.EnumOrNone("type", ConsoleTarget.Names) ?? ConsoleTarget.Serial;
            target.UInt("port");
        }

        DeviceReader.ReadCommon(cursor, console);
        if (console.TargetType != ConsoleTarget.Virtio)
        {
            CharacterDeviceRules.RefuseSpicevmc(cursor, console.Source);
        }

        return console;
    }
}
