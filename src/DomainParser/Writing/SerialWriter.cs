using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;serial&gt;.</summary>
internal static class SerialWriter
{
    public static void Write(XmlOutput xml, Serial serial)
    {
        ChardevWriter.Open(xml, "serial", serial.Source);
        xml.Open("target").Attr("type", SerialTarget.Names.Of(serial.TargetType)).Attr("port", serial.Port);
        if (serial.Model is { } model)
        {
            xml.Open("model").Attr("name", SerialModel.Names[model]).Close();
        }

        xml.Close();
        DeviceWriter.Finish(xml, serial);
    }
}
