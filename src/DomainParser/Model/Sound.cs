namespace VirshLite.DomainParser.Model;

public sealed class Sound : Device
{
}
