using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>A &lt;driver&gt; element that holds nothing but virtio attributes.</summary>
internal static class DriverWriter
{
    public static void WriteVirtio(XmlOutput xml, VirtioOptions? options)
    {
        if (options is { IsEmpty: false })
        {
            xml.Open("driver");
            DeviceWriter.WriteVirtioOptions(xml, options);
            xml.Close();
        }
    }
}
