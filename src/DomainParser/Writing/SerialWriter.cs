using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;serial&gt;.</summary>
internal static class SerialWriter
{
    public static void Write(XmlOutput xml, Serial serial)
    {
        ChardevWriter.Open(xml, "serial", serial.Source);
        xml.Open("target").Attr("type", SerialTargetNames.All.Of(serial.TargetType)).Attr("port", serial.Port);
        if (serial.Model is { } model)
        {
            xml.Open("model").Attr("name", SerialModelNames.All[model]).Close();
        }

        xml.Close();
        DeviceWriter.Finish(xml, serial);
    }
}
