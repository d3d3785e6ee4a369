using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;panic&gt;.</summary>
internal static class PanicReader
{
    public static Panic Read(XmlCursor cursor)
    {
        var panic = new Panic { Model = cursor.EnumOrDefault("model", PanicModel.Names) };
        cursor.RefuseNewer(panic.Model == PanicModel.Pvpanic, "model='pvpanic'", "9.1");
        DeviceReader.ReadCommon(cursor, panic);
        return panic;
    }
}
