using System.Globalization;
using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary><c>iothread-vq-mapping</c> as &lt;iothreads&gt;.</summary>
internal static class IoThreadMapping
{
    public static XElement? Of(NativeCommand native, NativeOption device)
    {
        var threads = new XElement("iothreads");
        for (int i = 0; device.Take(string.Create(CultureInfo.InvariantCulture, $"iothread-vq-mapping.{i}.iothread")) is { } id; i++)
        {
            var thread = Element("iothread", Attribute("id", native.IoThreads.GetValueOrDefault(id, 1)));
            for (int j = 0; device.Take(string.Create(CultureInfo.InvariantCulture, $"iothread-vq-mapping.{i}.vqs.{j}")) is { } queue; j++)
            {
                thread.Add(With("queue", "id", queue));
            }

            threads.Add(thread);
        }

        return threads.UnlessEmpty();
    }
}
