using VirshLite.DomainParser.Model;
using Parallel = VirshLite.DomainParser.Model.Parallel;

namespace VirshLite.DomainParser.Writing;

/// <summary>smartcard, serial, parallel, console, channel and redirdev.</summary>
internal static class CharacterDevicesWriter
{
    public static void WriteSmartcard(XmlOutput xml, Smartcard card)
    {
        xml.Open("smartcard").Attr("mode", SmartcardModeNames.All[card.Mode]);
        if (card.Source is { } source)
        {
            ChardevWriter.WriteType(xml, source);
            ChardevWriter.WriteChildren(xml, source);
        }

        foreach (string certificate in card.Certificates)
        {
            xml.Element("certificate", certificate);
        }

        xml.Element("database", card.Database);
        DeviceWriter.WriteCommon(xml, card);
        xml.Close();
    }

    public static void WriteSerial(XmlOutput xml, Serial serial)
    {
        Open(xml, "serial", serial.Source);
        xml.Open("target").Attr("type", SerialTargetNames.All.Of(serial.TargetType)).Attr("port", serial.Port);
        if (serial.Model is { } model)
        {
            xml.Open("model").Attr("name", SerialModelNames.All[model]).Close();
        }

        xml.Close();
        DeviceWriter.WriteCommon(xml, serial);
        xml.Close();
    }

    public static void WriteParallel(XmlOutput xml, Parallel parallel)
    {
        Open(xml, "parallel", parallel.Source);
        xml.Open("target").Attr("port", parallel.Port).Close();
        DeviceWriter.WriteCommon(xml, parallel);
        xml.Close();
    }

    /// <summary>A console of target type serial prints the serial port that it mirrors (completion.md 6.7).</summary>
    public static void WriteConsole(XmlOutput xml, GuestConsole console, Domain domain)
    {
        int place = (int)console.Port;
        CharacterDevice shown = console;
        uint? port = console.Port;
        if (console.TargetType == ConsoleTarget.Serial && place < domain.Serials.Count)
        {
            shown = domain.Serials[place];
            port = domain.Serials[place].Port;
        }

        Open(xml, "console", shown.Source);
        xml.Open("target").Attr("type", ConsoleTargetNames.All[console.TargetType]).Attr("port", port).Close();
        DeviceWriter.WriteCommon(xml, shown);
        xml.Close();
    }

    public static void WriteChannel(XmlOutput xml, Channel channel)
    {
        Open(xml, "channel", channel.Source);
        xml.Open("target").Attr("type", ChannelTargetNames.All[channel.TargetType]);
        if (channel.TargetType == ChannelTarget.Guestfwd)
        {
            xml.Attr("address", channel.GuestAddress).Attr("port", channel.GuestPort);
        }
        else
        {
            xml.Attr("name", channel.TargetName);
        }

        xml.Close();
        DeviceWriter.WriteCommon(xml, channel);
        xml.Close();
    }

    public static void WriteRedirdev(XmlOutput xml, Redirdev redirdev)
    {
        xml.Open("redirdev").Attr("bus", "usb");
        ChardevWriter.WriteType(xml, redirdev.Source);
        ChardevWriter.WriteChildren(xml, redirdev.Source);
        DeviceWriter.WriteBoot(xml, redirdev);
        DeviceWriter.WriteCommon(xml, redirdev);
        xml.Close();
    }

    private static void Open(XmlOutput xml, string name, ChardevSource source)
    {
        ChardevWriter.WriteType(xml.Open(name), source);
        ChardevWriter.WriteChildren(xml, source);
    }
}
