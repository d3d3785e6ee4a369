namespace VirshLite.DomainParser.Model;

public sealed class Graphics : Device
{
}
