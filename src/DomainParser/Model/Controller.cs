namespace VirshLite.DomainParser.Model;

public sealed class Controller : Device
{
}
