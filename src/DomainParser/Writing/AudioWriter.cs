using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;audio&gt;.</summary>
internal static class AudioWriter
{
    public static void Write(XmlOutput xml, Audio audio)
    {
        xml.Open("audio").Attr("id", audio.Id).Attr("type", AudioType.Names[audio.Type]).Attr("timerPeriod", audio.TimerPeriod)
            .Attr("serverName", audio.ServerName).Attr("path", audio.Path).Attr("driver", SdlAudioDriver.Names.Of(audio.SdlDriver))
            .Attr("runtimeDir", audio.RuntimeDirectory)
            .YesNo("tryMMap", audio.TryMmap).YesNo("exclusive", audio.Exclusive).Attr("dspPolicy", audio.DspPolicy);
        WriteStream(xml, "input", audio.Input);
        WriteStream(xml, "output", audio.Output);
        xml.Close();
    }

    private static void WriteStream(XmlOutput xml, string name, AudioStream? stream)
    {
        if (stream is null)
        {
            return;
        }

        xml.Group(name, inner =>
        {
            inner.YesNo("mixingEngine", stream.MixingEngine).YesNo("fixedSettings", stream.FixedSettings)
                .Attr("voices", stream.Voices).Attr("bufferLength", stream.BufferLength)
                .Attr("name", stream.Name).Attr("streamName", stream.StreamName).Attr("latency", stream.Latency)
                .Attr("serverName", stream.ServerName).Attr("clientName", stream.ClientName).Attr("connectPorts", stream.ConnectPorts)
                .YesNo("exactName", stream.ExactName)
                .Attr("dev", stream.Dev).Attr("bufferCount", stream.BufferCount).YesNo("tryPoll", stream.TryPoll);
            if (stream.FixedSettings == true)
            {
                inner.Open("settings").Attr("frequency", stream.Frequency).Attr("channels", stream.Channels)
                    .Attr("format", AudioFormat.Names.Of(stream.Format)).Close();
            }
        });
    }
}
